"""numpy: arrays of text in each of its spellings, and archives of arrays."""

import numpy
from kit import config, makes, note


def texts(plants):
    return [plants.aws, plants.hf, plants.path, plants.host, plants.email, plants.pin]


@makes("numpy/unicode.npy", "numpy")
def unicode(path, plants):
    """UTF-32 in the machine's order."""
    numpy.save(path, numpy.array(texts(plants)))


@makes("numpy/unicode_big.npy", "numpy")
def unicode_big(path, plants):
    array = numpy.array(texts(plants))
    numpy.save(path, array.astype(array.dtype.newbyteorder(">")))


@makes("numpy/bytes.npy", "numpy")
def as_bytes(path, plants):
    numpy.save(path, numpy.array([each.encode() for each in texts(plants)]))


@makes("numpy/objects.npy", "numpy")
def objects(path, plants):
    numpy.save(path, numpy.array([config(plants), note(plants.at("note")), None], dtype=object))


@makes("numpy/records.npy", "numpy")
def records(path, plants):
    rows = [(7, each, each.encode()) for each in texts(plants)]
    width = max(len(text) for _, text, _ in rows)
    numpy.save(path, numpy.array(rows, dtype=[("id", "<i4"), ("text", f"<U{width}"), ("raw", f"S{width}")]))


def arrays(plants):
    return {
        "weights": numpy.random.rand(16, 4),
        "labels": numpy.array(texts(plants)),
        "config": numpy.array(config(plants.at("config")), dtype=object),
        "source": numpy.array(note(plants.at("source"))),
    }


@makes("numpy/stored.npz", "numpy")
def stored(path, plants):
    numpy.savez(path, **arrays(plants))


@makes("numpy/deflated.npz", "numpy")
def deflated(path, plants):
    numpy.savez_compressed(path, **arrays(plants))
