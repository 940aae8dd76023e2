"""safetensors and GGUF: a header of strings, then weights."""

import json
import struct

import numpy
import torch
from gguf import GGUFEndian, GGUFWriter
from kit import makes, note
from safetensors.torch import save, save_file


@makes("safetensors/lora.safetensors", "safetensors")
def lora(path, plants):
    """What trainers of image models write: every setting is a text, some of them JSON."""
    metadata = {
        "format": "pt",
        "ss_output_name": "portrait",
        "ss_sd_model_name": plants.path,
        "ss_training_comment": note(plants.at("comment")),
        "ss_dataset_dirs": json.dumps({"10_cat": {"n_repeats": 10, "tracker": plants.host}}),
        "ss_network_args": json.dumps([plants.pin]),
        "huggingface_token": plants.hf,
        "aws_access_key_id": plants.aws,
        "modelspec.author": plants.email,
    }
    save_file({"lora_up.weight": torch.randn(8, 4)}, path, metadata=metadata)


@makes("safetensors/names.safetensors", "safetensors")
def names(path, plants):
    """Names of tensors are text too."""
    save_file({f"{plants.path}:0": torch.randn(4), plants.aws: torch.randn(4)}, path)


@makes("safetensors/escaped.safetensors", "safetensors")
def escaped(path, plants):
    """By hand after the specification: JSON may spell every character as \\uXXXX, and a grep sees none."""
    data = save({"weight": torch.randn(4)}, metadata={"format": "pt"})
    header = json.loads(data[8 : 8 + struct.unpack("<Q", data[:8])[0]])
    body = data[8 + struct.unpack("<Q", data[:8])[0] :]
    texts = [plants.aws, plants.hf, plants.path, plants.host, plants.email, plants.pin]
    spelled = "".join(f',"note{at}":"{spell(text)}"' for at, text in enumerate(texts))
    raw = json.dumps(header, separators=(",", ":")).replace('"format":"pt"', f'"format":"pt"{spelled}')
    raw += " " * (-len(raw) % 8)
    path.write_bytes(struct.pack("<Q", len(raw)) + raw.encode() + body)


def spell(text):
    return "".join(f"\\u{ord(each):04x}" for each in text)


@makes("safetensors/trailer.safetensors", "safetensors")
def trailer(path, plants):
    """By hand: bytes after the last tensor, which only some readers refuse."""
    rest = b"" if plants.clean else f"\n{note(plants)}\n".encode()
    path.write_bytes(save({"weight": torch.randn(4)}, metadata={"format": "pt"}) + rest)


@makes("gguf/model.gguf", "gguf")
def model(path, plants):
    write_gguf(path, plants, GGUFEndian.LITTLE)


@makes("gguf/bigendian.gguf", "gguf")
def bigendian(path, plants):
    write_gguf(path, plants, GGUFEndian.BIG)


def write_gguf(path, plants, endian):
    writer = GGUFWriter(str(path), "llama", endianess=endian)
    writer.add_name("tiny")
    writer.add_author(plants.email)
    writer.add_description(note(plants.at("description")))
    writer.add_url(plants.host)
    writer.add_string("quantize.imatrix.file", plants.path)
    writer.add_string("training.hub_token", plants.hf)
    writer.add_chat_template("{% for message in messages %}{{ message }}{% endfor %}")
    writer.add_array("general.tags", ["text-generation", plants.pin, plants.aws])
    writer.add_array("tokenizer.ggml.tokens", [f"token{each}" for each in range(64)])
    writer.add_uint32("llama.block_count", 1)
    writer.add_tensor("token_embd.weight", numpy.random.rand(8, 8).astype(numpy.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
