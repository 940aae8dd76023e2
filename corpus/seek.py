"""Looks for values in files of the corpus, without tare.

    python corpus/seek.py < questions

A question is a line of JSON, `{"path": …, "values": […]}`; the answer is one too: those of the
values that are there. A value counts as there if the raw bytes spell it, as `strings -a` and
`grep` would see it, or if the bytes do that Python's own libraries unpack from it, however deep:
members of zip and tar; gzip, bzip2, xz and zlib streams, these wherever they start in a file;
base64. It may be spelled in UTF-8, UTF-16 or UTF-32, or with every character as JSON escapes it.
"""

import base64
import binascii
import bz2
import io
import json
import lzma
import re
import sys
import tarfile
import zipfile
import zlib

DEEPEST = 6
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]|\\n|\\/){64,}={0,2}")
CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def spellings(value):
    yield from (value.encode(coding) for coding in CODINGS)
    yield "".join(f"\\u{ord(each):04x}" for each in value).encode()


def unpacked(data):
    if data[:4] == b"PK\x03\x04" or b"PK\x05\x06" in data[-70000:]:
        yield from zip_members(data)
    if data[257:262] == b"ustar":
        yield from tar_members(data)
    for magic, unpack in ((b"BZh", bz2.decompress), (b"\xfd7zXZ", lzma.decompress), (b"\x5d\0\0", lzma.decompress)):
        if data.startswith(magic):
            yield from attempt(lambda: unpack(data))
    if data[:2] == b"\x1f\x8b":
        yield from attempt(lambda: zlib.decompressobj(31).decompress(data))
    for found in ZLIB.finditer(data):
        yield from attempt(lambda: zlib.decompressobj().decompress(data[found.start() :]))
    for found in BASE64.finditer(data):
        yield from attempt(lambda: base64.b64decode(re.sub(rb"\\[n/]", lambda each: each[0][1:].strip(b"n"), found[0])))


def zip_members(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.infolist():
                yield from attempt(lambda: archive.read(each))
    except zipfile.BadZipFile:
        return


def tar_members(data):
    try:
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for each in archive:
                if each.isfile():
                    yield archive.extractfile(each).read()
    except tarfile.TarError:
        return


def attempt(unpack):
    try:
        yield unpack()
    except (zlib.error, OSError, EOFError, ValueError, lzma.LZMAError, binascii.Error, zipfile.BadZipFile):
        return


def found(data, left, depth=0):
    """Takes out of `left` what the data spell: a dictionary of each value with its spellings."""
    for value in [value for value, coded in left.items() if any(each in data for each in coded)]:
        del left[value]
    if left and depth < DEEPEST:
        for inner in unpacked(data):
            if inner and inner != data:
                found(inner, left, depth + 1)


for line in sys.stdin:
    question = json.loads(line)
    left = {value: list(spellings(value)) for value in question["values"]}
    with open(question["path"], "rb") as file:
        found(file.read(), left)
    print(json.dumps([value for value in question["values"] if value not in left]), flush=True)
