"""Tables: Parquet, Arrow, Feather, ORC and Avro."""

import io
import json
from pathlib import Path

import pyarrow
from kit import config, makes, note
from pyarrow import parquet


def rows(plants):
    """Rows as a data set of texts has them: a plant in each, and some between."""
    values = [plants.aws, plants.hf, plants.path, plants.host, plants.email, plants.pin]
    return [text for value in values for text in (f"use {value}, then go on", "nothing to see", "")]


def table(plants, metadata=None):
    texts = rows(plants)
    columns = {"id": pyarrow.array(range(len(texts))), "text": texts, "loss": [0.5] * len(texts)}
    return pyarrow.table(columns).replace_schema_metadata(metadata)


@makes("parquet/plain.parquet", "pyarrow")
def plain(path, plants):
    """Nothing packed, no dictionaries, as small writers do; the settings as metadata of the file."""
    metadata = {"config": json.dumps(config(plants.at("metadata"))), "note": note(plants.at("note"))}
    parquet.write_table(table(plants, metadata), path, compression="none", use_dictionary=False)


@makes("parquet/pages.parquet", "pyarrow")
def pages(path, plants):
    """Version 2 of the pages, several of them, with an index of their smallest and largest values."""
    parquet.write_table(
        table(plants), path, compression="none", data_page_version="2.0", data_page_size=128, use_dictionary=False,
        write_page_index=True,
    )  # fmt: skip


def packed(codec):
    @makes(f"parquet/{codec}.parquet", "pyarrow")
    def write(path, plants):
        """A dictionary for one column, none for the other."""
        both = table(plants).append_column("plain", pyarrow.array(rows(plants.at("plain"))))
        parquet.write_table(both, path, compression=codec, use_dictionary=["text"])


for codec in ["snappy", "gzip", "zstd", "brotli", "lz4"]:
    packed(codec)


@makes("parquet/delta.parquet", "pyarrow")
def delta(path, plants):
    both = table(plants).append_column("lengths", pyarrow.array(rows(plants.at("lengths"))))
    encoding = {"text": "DELTA_BYTE_ARRAY", "lengths": "DELTA_LENGTH_BYTE_ARRAY"}
    parquet.write_table(both, path, compression="zstd", use_dictionary=False, column_encoding=encoding)


@makes("parquet/nested.parquet", "pyarrow")
def nested(path, plants):
    """Chats as lists of messages, tools as maps: what people fine-tune on."""
    chats = [[{"role": "user", "content": text}, {"role": "tool", "content": None}] for text in rows(plants)] + [[]]
    tools = [[("token", each)] for each in rows(plants.at("tools"))] + [None]
    kinds = pyarrow.map_(pyarrow.string(), pyarrow.string())
    both = pyarrow.table({"messages": chats, "tools": pyarrow.array(tools, kinds)})
    parquet.write_table(both, path, compression="snappy", use_dictionary=False, data_page_version="2.0")


@makes("parquet/pandas.parquet", "pyarrow", "pandas")
def pandas_frame(path, plants):
    """As `DataFrame.to_parquet` does it: the names of columns and index, and the attributes, are metadata."""
    import pandas

    frame = pandas.DataFrame({"text": rows(plants), plants.at("column").host: 1.0})
    frame.attrs = {"source": plants.at("attrs").path, "token": plants.at("attrs").hf}
    frame.to_parquet(path)


@makes("parquet/images.parquet", "pyarrow")
def images(path, plants):
    """As the `datasets` library keeps pictures: a struct of bytes and path, with `huggingface` metadata."""
    pictures = [{"bytes": picture(plants.at("picture")), "path": plants.path}]
    info = {"info": {"features": {"image": {"_type": "Image"}}, "description": note(plants.at("info"))}}
    data = pyarrow.table({"image": pictures}).replace_schema_metadata({"huggingface": json.dumps(info)})
    parquet.write_table(data, path, compression="snappy")


def picture(plants):
    """A grey PNG of one pixel with a text chunk."""
    import struct
    import zlib

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    text = chunk(b"tEXt", b"Comment\0" + note(plants).encode())
    return b"\x89PNG\r\n\x1a\n" + head + text + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def stream(path, data, options=None):
    with pyarrow.OSFile(str(path), "wb") as file, pyarrow.ipc.new_stream(file, data.schema, options=options) as out:
        out.write_table(data)


@makes("arrow/stream.arrow", "pyarrow")
def arrow_stream(path, plants):
    """As the `datasets` library keeps a data set on disk, in its cache too."""
    metadata = {"huggingface": json.dumps({"info": {"description": note(plants.at("info"))}})}
    stream(path, table(plants, metadata).append_column("image", pyarrow.array([picture(plants.at("picture"))] * 18)))


@makes("arrow/kinds.arrow", "pyarrow")
def arrow_kinds(path, plants):
    """Long texts, views, dictionaries, lists, maps, unions and runs, as a file."""
    texts = rows(plants)
    names = ["long", "view", "dictionary", "list", "map"]
    long, view, dictionary, lists, maps = [rows(plants.at(name)) for name in names]
    columns = {
        "text": texts,
        "long": pyarrow.array(long, pyarrow.large_string()),
        "view": pyarrow.array(view, pyarrow.string_view()),
        "dictionary": pyarrow.array(dictionary).dictionary_encode(),
        "list": [[{"content": each, "weight": 0.5}] for each in lists],
        "map": pyarrow.array([[("key", each)] for each in maps], pyarrow.map_(pyarrow.string(), pyarrow.string())),
        "none": pyarrow.nulls(len(texts)),
    }
    fields = [pyarrow.field(plants.at("column").host, pyarrow.int32(), metadata={"comment": note(plants.at("comment"))})]
    data = pyarrow.table(columns).append_column(fields[0], pyarrow.array(range(len(texts)), pyarrow.int32()))
    with pyarrow.OSFile(str(path), "wb") as file, pyarrow.ipc.new_file(file, data.schema) as out:
        out.write_table(data)


def feather(codec):
    @makes(f"arrow/{codec}.feather", "pyarrow")
    def write(path, plants):
        from pyarrow.feather import write_feather

        data = table(plants).append_column("kind", pyarrow.array(rows(plants.at("kind"))).dictionary_encode())
        write_feather(data, str(path), compression=codec)


for codec in ["lz4", "zstd", "uncompressed"]:
    feather(codec)


def avro(codec):
    @makes(f"avro/{codec}.avro", "fastavro")
    def write(path, plants):
        """Rows with messages, a map and a picture; settings as metadata, a remark in the schema."""
        import fastavro

        text = {"name": "message", "type": "record", "fields": [{"name": "content", "type": ["null", "string"]}]}
        fields = [
            {"name": "id", "type": "long"},
            {"name": "text", "type": "string", "doc": note(plants.at("doc"))},
            {"name": "messages", "type": {"type": "array", "items": text}},
            {"name": "settings", "type": {"type": "map", "values": "string"}},
            {"name": "image", "type": "bytes"},
        ]
        schema = fastavro.parse_schema({"name": "row", "type": "record", "fields": fields})
        flat = {key: str(value) for key, value in config(plants.at("settings")).items()}
        made = [
            {"id": at, "text": one, "messages": [{"content": other}, {"content": None}], "settings": flat, "image": b""}
            for at, (one, other) in enumerate(zip(rows(plants), rows(plants.at("message")), strict=True))
        ]
        made[0]["image"] = picture(plants.at("picture"))
        with open(path, "wb") as file:
            fastavro.writer(file, schema, made, codec=codec, metadata={"config": note(plants.at("metadata"))}, sync_interval=400)


for codec in ["null", "deflate", "snappy", "zstandard"]:
    avro(codec)
