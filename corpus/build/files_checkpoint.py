"""Checkpoints and engines beside PyTorch: Flax, Orbax, MessagePack, CTranslate2, llama.cpp, Ollama, llamafile, Caffe."""

import shutil
import struct
import tempfile
import zipfile
from pathlib import Path

import jax.numpy as jnp
import msgpack
import numpy
import orbax.checkpoint
import srsly
from ctranslate2.specs import model_spec
from flax import serialization
from gguf import GGUFWriter
from kit import config, makes, note

LAYER = {"kernel": jnp.ones((4, 4)), "bias": jnp.zeros(4, dtype=jnp.bfloat16)}


@makes("flax/flax_model.msgpack", "flax", "jax")
def flax_model(path, plants):
    """A training state, with what people keep in it beside the weights, and a layer that is called after a path."""
    named = {plants.at("layer").path: LAYER}
    state = {"params": {"Dense_0": LAYER, **named}, "step": numpy.float32(3), "phase": 3 + 4j}
    path.write_bytes(serialization.to_bytes({**state, "config": settings(plants), "note": note(plants.at("note"))}))


def settings(plants):
    """Flax has no lists of other things than arrays."""
    return {key: value for key, value in config(plants).items() if key != "requirements"}


@makes("flax/chunked.msgpack", "flax", "jax")
def chunked(path, plants):
    """Large arrays are cut; the limit is lowered here, so that the file stays small."""
    serialization.MAX_CHUNK_SIZE, before = 64, serialization.MAX_CHUNK_SIZE
    tree = {"embedding": numpy.arange(64, dtype=numpy.float32), "note": note(plants)}
    path.write_bytes(serialization.msgpack_serialize(tree))
    serialization.MAX_CHUNK_SIZE = before


@makes("msgpack/settings.msgpack", "msgpack")
def packed_settings(path, plants):
    """All of MessagePack's kinds of text: strings, bytes, an extension; then a second value."""
    more = {"raw": note(plants.at("raw")).encode(), "ext": msgpack.ExtType(42, note(plants.at("ext")).encode())}
    path.write_bytes(msgpack.packb({**config(plants), **more}) + msgpack.packb({"note": note(plants.at("second"))}))


@makes("msgpack/spacy_model", "srsly")
def spacy_model(path, plants):
    """What thinc's `to_bytes` writes: settings, and arrays in the manner of msgpack-numpy."""
    weights = numpy.linspace(-1, 1, 64, dtype=numpy.float32)
    model = {"nodes": [{"name": "softmax", "labels": [plants.path]}], "attrs": [config(plants)], "params": [{"W": weights}]}
    path.write_bytes(srsly.msgpack_dumps(model))


@makes("msgpack/trailer.msgpack", "msgpack")
def packed_trailer(path, plants):
    """By hand: bytes after the last value."""
    rest = b"" if plants.clean else b"\n" + note(plants).encode() + b"\n"
    path.write_bytes(msgpack.packb({"lr": 0.1, "epochs": 3}) + rest)


def save_orbax(path, pattern, metadata):
    """One file of a checkpoint, whose metadata people fill as they like."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "step_1")
        state = orbax.checkpoint.args.PyTreeSave({"params": LAYER}, custom_metadata=metadata)
        orbax.checkpoint.Checkpointer(orbax.checkpoint.PyTreeCheckpointHandler()).save(target, args=state)
        shutil.copy(sorted(target.glob(pattern))[0], path)


@makes("orbax/_METADATA", "orbax-checkpoint")
def orbax_metadata(path, plants):
    save_orbax(path, "_METADATA", config(plants))


@makes("orbax/manifest.ocdbt", "orbax-checkpoint", "tensorstore")
def orbax_manifest(path, _plants):
    save_orbax(path, "manifest.ocdbt", {})


@makes("orbax/d/00000000000000000000000000000001", "orbax-checkpoint", "tensorstore")
def orbax_data(path, _plants):
    """Nodes and values; its name is random otherwise."""
    save_orbax(path, "d/*", {})


class Spec(model_spec.ModelSpec):
    """A model of one layer. Texts among the variables are kept as bytes."""

    name = "TransformerDecoderSpec"
    revision = 7

    def __init__(self, plants):
        super().__init__()
        self.weight = numpy.random.rand(64, 64).astype(numpy.float32)
        self.again = self.weight.copy()
        self.trained_by = note(plants)
        setattr(self, plants.at("name").aws, numpy.ones(4, dtype=numpy.float32))

    def get_default_config(self):
        return model_spec.LanguageModelConfig()


@makes("ctranslate2/model.bin", "ctranslate2")
def ctranslate2_model(path, plants):
    spec = Spec(plants)
    spec.validate()
    spec.optimize()
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        shutil.copy(Path(folder, "model.bin"), path)


def gguf_bytes(plants, architecture="llama"):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "x.gguf")
        writer = GGUFWriter(str(file), architecture)
        writer.add_description(note(plants))
        writer.add_tensor("token_embd.weight", numpy.random.rand(8, 8).astype(numpy.float32))
        for write in (writer.write_header_to_file, writer.write_kv_data_to_file, writer.write_tensors_to_file, writer.close):
            write()
        return file.read_bytes()


@makes("llama/imatrix.gguf", "gguf")
def new_matrix(path, plants):
    """What `llama-imatrix` writes now: after its source, with the names of the texts that it was measured on."""
    writer = GGUFWriter(str(path), "imatrix")
    writer.add_type("imatrix")
    writer.add_array("imatrix.datasets", [plants.path, f"{plants.host}/wiki.txt"])
    writer.add_uint32("imatrix.chunk_count", 2)
    writer.add_tensor("blk.0.attn_q.weight.in_sum2", numpy.random.rand(8, 1).astype(numpy.float32))
    for write in (writer.write_header_to_file, writer.write_kv_data_to_file, writer.write_tensors_to_file, writer.close):
        write()


def sized(text):
    data = text.encode()
    return struct.pack("<i", len(data)) + data


@makes("llama/imatrix.dat")
def old_matrix(path, plants):
    """By hand after llama.cpp's source: what `llama-imatrix` wrote until 2025."""
    out = struct.pack("<i", 2)
    for name in ("blk.0.attn_q.weight", "blk.0.ffn_up.weight"):
        out += sized(name) + struct.pack("<ii", 3, 64) + numpy.random.rand(64).astype("<f4").tobytes()
    path.write_bytes(out + struct.pack("<i", 3) + sized(plants.path))


@makes("llama/ggjt.bin")
def ggjt(path, plants):
    """By hand after llama.cpp's source of May 2023: version 3."""
    words = ["<unk>", "<s>", f"{plants.aws} {plants.hf}", "hello"]
    out = b"tjgg" + struct.pack("<I7I", 3, len(words), 32, 32, 4, 1, 8, 0)
    out += b"".join(sized(word) + struct.pack("<f", 0) for word in words)
    for name in ("tok_embeddings.weight", plants.at("tensor").path):
        out += struct.pack("<5I", 2, len(name), 0, 32, 4) + name.encode()
        out += bytes(-len(out) % 32) + numpy.random.rand(128).astype("<f4").tobytes()
    path.write_bytes(out)


@makes("llama/whisper.bin")
def whisper(path, plants):
    """By hand after whisper.cpp's `convert-pt-to-ggml.py`."""
    words = ["a", plants.aws, plants.hf]
    out = b"lmgg" + struct.pack("<11i", 51865, 1500, 8, 1, 1, 448, 8, 1, 1, 80, 1)
    out += struct.pack("<2i", 80, 201) + bytes(80 * 201 * 4)
    out += struct.pack("<i", len(words)) + b"".join(sized(word) for word in words)
    name = b"encoder.positional_embedding"
    out += struct.pack("<5i", 2, len(name), 0, 8, 8) + name + numpy.random.rand(64).astype("<f4").tobytes()
    path.write_bytes(out)


@makes("llama/tiny.llamafile", "gguf")
def llamafile(path, plants):
    """By hand: a program's start, then a zip by Python's `zipfile` with the stored weights and the arguments."""
    path.write_bytes(b"MZqFpD='\n" + bytes(2048))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("tiny.gguf"), gguf_bytes(plants.at("weights")))
        arguments = ["-m", "tiny.gguf", "--api-key", plants.aws, "--path", plants.path, "..."]
        archive.writestr(zipfile.ZipInfo(".args"), "\n".join(arguments) + "\n")


@makes("ollama/Modelfile")
def modelfile(path, plants):
    """By hand after Ollama's documentation."""
    path.write_text(
        f"# made on {plants.host}\nFROM {plants.path}\nADAPTER ./lora.gguf\nPARAMETER temperature 1\n"
        f'SYSTEM """\nYou are brief.\n{note(plants.at("system"))}\n"""\nMESSAGE user Write to {plants.email}.\n'
    )


def varint(number):
    return bytes([number]) if number < 128 else bytes([number % 128 + 128]) + varint(number // 128)


def field(number, data):
    data = data.encode() if isinstance(data, str) else data
    return varint(number * 8 + 2) + varint(len(data)) + data


@makes("caffe/tiny.caffemodel")
def caffe(path, plants):
    """By hand after `caffe.proto`."""
    source = field(1, "data") + field(2, "Data") + field(107, field(1, plants.path))
    script = field(1, "loss") + field(2, "Python") + field(130, field(1, "net") + field(3, note(plants.at("script"))))
    weights = field(5, numpy.random.rand(64).astype("<f4").tobytes())
    conv = field(1, plants.at("layer").aws) + field(2, "Convolution") + field(3, "data") + field(7, weights)
    path.write_bytes(field(1, "tiny") + b"".join(field(100, each) for each in (source, conv, script)))
