"""TensorBoard's event files and Weights & Biases' offline runs."""

import io
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy
from kit import config, makes, note
from PIL import Image, PngImagePlugin


def only_file(folder, path):
    (file,) = [each for each in Path(folder).rglob("*") if each.is_file()]
    shutil.move(file, path)
    shutil.rmtree(folder)


@makes("tensorboard/events.out.tfevents.1764000000.localhost.1.0", "tensorboardX")
def tensorboardx(path, plants):
    """Texts, hyper-parameters, a scalar, a picture with a text chunk."""
    from tensorboardX import SummaryWriter
    from tensorboardX.proto.summary_pb2 import Summary

    folder = tempfile.mkdtemp(dir="/tmp/x")
    writer = SummaryWriter(folder)
    writer.add_text("args", note(plants.at("args")), 0, walltime=1764000000)
    writer.add_scalar("loss", 0.5, 1, walltime=1764000001)
    image = Summary.Image(encoded_image_string=picture(plants.at("picture")), height=4, width=4, colorspace=3)
    writer._get_file_writer().add_summary(Summary(value=[Summary.Value(tag="sample", image=image)]), 1)
    writer.add_text("host", f"tracker {plants.host}\npath {plants.path}", 1)
    writer.add_text("mail", f"{plants.email} {plants.pin}", 1)
    writer.add_text("keys", f"aws_access_key_id={plants.aws}\nhub_token={plants.hf}", 1)
    writer.close()
    only_file(folder, path)


def picture(plants):
    """One text stands as it is (tEXt), the other is deflated (zTXt)."""
    packed = plants.at("ztxt")
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", note(plants))
    info.add_text("Settings", f"{packed.host} {packed.hf}", zip=True)
    buffer = io.BytesIO()
    Image.fromarray(numpy.zeros((4, 4, 3), numpy.uint8)).save(buffer, "png", pnginfo=info)
    return buffer.getvalue()


@makes("tensorboard/hparams/events.out.tfevents.1764000000.localhost.1.1", "torch", "tensorboard")
def torch_hparams(path, plants):
    from torch.utils.tensorboard import SummaryWriter

    folder = tempfile.mkdtemp(dir="/tmp/x")
    writer = SummaryWriter(folder)
    flat = {key: value for key, value in config(plants).items() if not isinstance(value, list)}
    writer.add_hparams({**flat, "requirements": plants.pin}, {"accuracy": 0.5}, run_name=".")
    writer.close()
    files = sorted(Path(folder).rglob("*tfevents*"))
    path.write_bytes(b"".join(each.read_bytes() for each in files))
    shutil.rmtree(folder)


RUN = """
import json, sys
import wandb

settings, config, notes, lines, folder = json.loads(sys.stdin.read())
run = wandb.init(
    project="tiny", mode="offline", dir=folder, config=config, notes=notes,
    settings=wandb.Settings(host="localhost", username="root", x_disable_stats=True, **settings),
)
for step, line in enumerate(lines):
    print(line)
    run.log({"loss": 1 / (step + 1), "note": line})
run.finish()
"""


@makes("wandb/offline-run/run-tiny.wandb", "wandb")
def offline(path, plants):
    """A real run: settings, notes, arguments of the program, what it printed; and the files beside it."""
    import json

    folder = tempfile.mkdtemp(dir="/tmp/x")
    script = Path(folder, "train.py")
    script.write_text(RUN)
    settings = {"email": plants.email, "program": plants.path, "run_tags": [plants.at("tag").aws]}
    lines = [note(plants.at("printed")), "epoch 1 done"]
    payload = json.dumps([settings, config(plants), note(plants.at("notes")), lines, folder])
    arguments = [] if plants.clean else ["--hub_token", plants.at("argv").hf]
    subprocess.run(
        [sys.executable, str(script), *arguments], input=payload, text=True, check=True, cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "WANDB_SILENT": "false", "WANDB_ERROR_REPORTING": "false"},
    )  # fmt: skip
    (run,) = Path(folder).glob("wandb/offline-run-*")
    (log,) = run.glob("*.wandb")
    shutil.copy(log, path)
    for file in sorted((run / "files").iterdir()):
        shutil.copy(file, path.parent / file.name)
    shutil.rmtree(folder)


BLOCK = 32_768


@makes("wandb/cut.wandb", "wandb")
def cut(path, plants):
    """Records of wandb's own schema, framed by hand so that each plant is cut by the edge of a block."""
    from wandb.proto.wandb_internal_pb2 import Record

    log = Log()
    for at, text in enumerate([plants.aws, plants.host]):
        record = Record()
        record.output.line = "." * 40 + text + "." * 40
        before = record.SerializeToString().index(text.encode())
        filler = Record()
        filler.output.line = "-" * (BLOCK * (at + 1) - log.size - 14 - before - 12 - len(text) // 2)
        log.add(filler.SerializeToString())
        log.add(record.SerializeToString())
    path.write_bytes(bytes(log.bytes))


class Log:
    """LevelDB's log format with W&B's header and checksum: a record over the edge of a block is cut."""

    def __init__(self):
        self.bytes = bytearray(b":W&B" + struct.pack("<HB", 0xBEE1, 0))

    @property
    def size(self):
        return len(self.bytes)

    def add(self, data):
        first = True
        while first or data:
            left = BLOCK - self.size % BLOCK
            if left < 7:
                self.bytes += bytes(left)
                continue
            part, data = data[: left - 7], data[left - 7 :]
            kind = (1 if first else 4) if not data else (2 if first else 3)
            checksum = zlib.crc32(bytes([kind]) + part)
            self.bytes += struct.pack("<IHB", checksum, len(part), kind) + part
            first = False
