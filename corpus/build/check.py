"""python check.py OUT HOST CORPUS: fails if a file tells of the machine that made it.

Looks at the bytes as they stand, and at what zlib, gzip, bzip2, xz, LZMA and zip hold packed.
"""

import bz2
import io
import lzma
import re
import sys
import zipfile
import zlib
from pathlib import Path


def unpacked(data):
    yield data
    for open_ in (bz2.decompress, lzma.decompress, lambda each: zlib.decompress(each, 47)):
        try:
            yield from unpacked(open_(data))
        except Exception:
            continue
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from unpacked(archive.read(name))
    except Exception:
        return


out, host, corpus = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
repository = str(Path(corpus).parent)
telling = [repository, str(Path(repository).parent) + "/", "/root"]
words = [re.escape(each.encode()) for each in telling]
words += [rb"(?<![A-Za-z0-9])" + re.escape(host.encode()) + rb"(?![A-Za-z0-9])" if len(host) > 3 else rb"[_@/.]" + re.escape(host.encode()) + rb"[.:\0\"]"]
pattern = re.compile(b"|".join(words))
bad = []
for file in sorted(each for each in out.rglob("*") if each.is_file()):
    for data in unpacked(file.read_bytes()):
        for found in (data, data.replace(b"\0", b"")):
            match = pattern.search(found)
            if match:
                bad.append(f"{file.relative_to(out)}: {found[max(0, match.start() - 30) : match.end() + 30]!r}")
                break
print("\n".join(bad) or "no trace of this machine")
sys.exit(1 if bad else 0)
