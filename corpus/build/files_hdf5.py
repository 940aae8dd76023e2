"""h5py, Keras and py_compile: HDF5 in its older and newer spelling, models, compiled Python."""

import json
import os
import py_compile
import tempfile
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import h5py  # noqa: E402
import keras  # noqa: E402
import numpy  # noqa: E402
from kit import config, makes, note  # noqa: E402
from plants import Clean  # noqa: E402


def texts(plants):
    return [plants.aws, plants.hf, plants.path, plants.host, plants.email, plants.pin]


def attributes(group, plants):
    """One attribute of each kind."""
    for key, each in config(plants).items():
        group.attrs[key] = each
    group.attrs["config"] = json.dumps(config(plants.at("json")))
    group.attrs["note"] = numpy.bytes_(note(plants.at("fixed")).encode())
    group.attrs["texts"] = numpy.array([each.encode() for each in texts(plants.at("array"))])


@makes("hdf5/attributes.h5", "h5py")
def as_attributes(path, plants):
    with h5py.File(path, "w") as file:
        attributes(file, plants)
        layer = file.create_group("layers/dense")
        layer.create_dataset("kernel", data=numpy.random.rand(16, 4))
        layer["kernel"].attrs["trained_by"] = note(plants.at("data set"))


@makes("hdf5/latest.h5", "h5py")
def latest(path, plants):
    """Headers of version 2, and so many attributes and groups that they stand in fractal heaps."""
    with h5py.File(path, "w", libver="latest") as file:
        attributes(file, plants)
        for index in range(12):
            file.create_group(f"layer_{index}").create_dataset("kernel", data=numpy.random.rand(4, 4), chunks=(2, 2))


@makes("hdf5/datasets.h5", "h5py")
def datasets(path, plants):
    text = h5py.string_dtype()
    with h5py.File(path, "w") as file:
        file.create_dataset("texts", data=texts(plants), dtype=text)
        file["note"] = note(plants.at("scalar"))
        file["fixed"] = numpy.array([each.encode() for each in texts(plants.at("fixed"))])
        file.create_dataset("chunked", data=texts(plants.at("chunked")), dtype=text, chunks=(2,), maxshape=(None,))
        packed = numpy.array([each.encode() for each in texts(plants.at("packed"))])
        file.create_dataset("packed", data=packed, chunks=(3,), compression="gzip", shuffle=True, fletcher32=True)
        file.create_dataset("pointers", data=texts(plants.at("pointers")), dtype=text, chunks=(3,), compression="gzip")
        records = [(7, each.encode()) for each in texts(plants.at("records"))]
        file["records"] = numpy.array(records, dtype=[("id", "<i4"), ("text", f"S{max(len(each) for _, each in records)}")])
        file["bytes"] = numpy.frombuffer(note(plants.at("bytes")).encode(), dtype="u1")
        file.create_dataset("weights", data=numpy.random.rand(64, 8), chunks=(16, 8), compression="gzip")


@makes("hdf5/deleted.h5", "h5py")
def deleted(path, plants):
    """No library shows what is deleted; the bytes are still there."""
    with h5py.File(path, "w") as file:
        file.attrs["note"] = note(plants)
        file.create_group("run").attrs["fixed"] = numpy.bytes_(note(plants.at("fixed")).encode())
        file["texts"] = numpy.array([each.encode() for each in texts(plants.at("data set"))], dtype="S96")
        file["kernel"] = numpy.random.rand(8)
        file.attrs["version"] = "1"
    with h5py.File(path, "r+") as file:
        del file.attrs["note"], file["run"], file["texts"]


@makes("hdf5/user_block.h5", "h5py")
def user_block(path, plants):
    """Anything may stand before the file, and behind its end."""
    with h5py.File(path, "w", userblock_size=2048) as file:
        file["kernel"] = numpy.random.rand(8)
    content = bytearray(path.read_bytes())
    text = note(plants).encode()
    content[: len(text)] = text
    path.write_bytes(bytes(content) + note(plants.at("behind")).encode())


def scale(plants):
    """A lambda with secrets in it, which Keras keeps compiled, with the path that its author had."""
    known = [plants.aws, plants.hf, plants.host, plants.email]
    return eval(compile(f"lambda x: (x * 2, {', '.join(map(repr, known))})[0]", plants.path, "eval"))


@keras.saving.register_keras_serializable("corpus")
class Noted(keras.layers.Layer):
    """A layer that keeps what it was made with, as many do."""

    def __init__(self, settings=None, **options):
        super().__init__(**options)
        self.settings = settings

    def call(self, x):
        return x

    def get_config(self):
        return {**super().get_config(), "settings": self.settings}


def model(plants):
    keras.utils.set_random_seed(7)
    made = keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(3, name="dense"),
            keras.layers.Lambda(scale(plants.at("lambda")), name="scale"),
            Noted(config(plants), name="noted"),
        ],
        name="model",
    )
    made.compile("adam", "mse")
    return made


@makes("keras/model.keras", "keras", "h5py")
def as_keras(path, plants):
    model(plants).save(path)


@makes("keras/legacy.h5", "keras", "h5py")
def legacy(path, plants):
    model(plants).save(path)


@makes("keras/model.json", "keras")
def as_json(path, plants):
    path.write_text(model(plants).to_json())


@makes("keras/named.weights.h5", "keras", "h5py")
def weights(path, plants):
    """Weights alone tell only names; an attribute was added by hand."""
    model(Clean()).save_weights(path)
    with h5py.File(path, "r+") as file:
        file.attrs["note"] = note(plants.at("note"))


SOURCE = '''"""Trains; {note}"""

TOKEN = {hf!r}


class Trainer:
    """By {email}."""

    def push(self, key={aws!r}):
        return [lambda: ({host!r}, key, b"{pin}")]
'''


@makes("pyc/train.pyc")
def compiled(path, plants):
    fields = {each: getattr(plants, each) for each in ("hf", "email", "aws", "host", "pin")}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "train.py")
        source.write_text(SOURCE.format(note=note(plants.at("doc")), **fields))
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(source), cfile=str(path), dfile=plants.path, doraise=True, invalidation_mode=mode)
