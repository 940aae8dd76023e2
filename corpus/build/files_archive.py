"""Archives by Python's standard library, with a real checkpoint inside."""

import io
import tarfile
import zipfile

import torch
from kit import config, makes, note


def members(plants):
    checkpoint = io.BytesIO()
    torch.save({"config": config(plants.at("checkpoint"))}, checkpoint)
    return {
        "release/train.log": f"started: {note(plants)}\n".encode(),
        "release/last.ckpt": checkpoint.getvalue(),
    }


def write_zip(to, plants, method):
    with zipfile.ZipFile(to, "w", method) as archive:
        for name, data in members(plants).items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
        archive.comment = f"built on {plants.at('comment').host}".encode()


def write_tar(to, plants, mode):
    with tarfile.open(fileobj=to, mode=mode, format=tarfile.PAX_FORMAT) as archive:
        for name, data in members(plants).items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            info.pax_headers = {"comment": plants.at("pax").path}
            archive.addfile(info, io.BytesIO(data))


@makes("archive/stored.zip")
def stored(path, plants):
    write_zip(path, plants, zipfile.ZIP_STORED)


@makes("archive/deflated.zip")
def deflated(path, plants):
    write_zip(path, plants, zipfile.ZIP_DEFLATED)


@makes("archive/bzip2.zip")
def bzip2(path, plants):
    write_zip(path, plants, zipfile.ZIP_BZIP2)


@makes("archive/lzma.zip")
def lzma(path, plants):
    write_zip(path, plants, zipfile.ZIP_LZMA)


def tar(mode):
    def write(path, plants):
        with path.open("wb") as file:
            write_tar(file, plants, mode)

    return write


for suffix in ("", "gz", "bz2", "xz"):
    makes(f"archive/release.tar{suffix and '.' + suffix}")(tar(f"w:{suffix}"))


@makes("archive/nested.zip")
def nested(path, plants):
    """A checkpoint in a deflated zip in a tar in a zip."""
    inner, middle = io.BytesIO(), io.BytesIO()
    write_zip(inner, plants, zipfile.ZIP_DEFLATED)
    with tarfile.open(fileobj=middle, mode="w:gz") as archive:
        info = tarfile.TarInfo("runs/release.zip")
        info.size = len(inner.getvalue())
        archive.addfile(info, io.BytesIO(inner.getvalue()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("backup.tar.gz"), middle.getvalue())
