"""How the scripts say what they make: `@makes("torch/state_dict.pt", "torch")`."""

import linecache
import random
import subprocess
import sys
import types
from importlib.metadata import PackageNotFoundError, version

from plants import Clean, Plants

_made = []


def makes(name, *libraries, files=()):
    """
    Marks a function that writes one file: `write(path, plants)`. With `files` it fills the
    folder `name`, and `plants` are a dictionary: those of each file in which there are any.
    """

    def mark(write):
        _made.append((name, libraries, files, write))
        return write

    return mark


def make_all(out, folders):
    """Makes each file twice, with plants and without. Yields what the manifest says of it."""
    for name, libraries, files, write in _made:
        folder, _, file = name.partition("/")
        if folders and folder not in folders:
            continue
        plants = {each: Plants(f"{name}/{each}") for each in files} or Plants(name)
        _make(out / folder / "planted" / file, write, plants)
        _make(out / folder / "clean" / file, write, {each: Clean() for each in files} or Clean())
        for each in plants.values() if files else [plants]:
            yield {
                "name": each.name,
                "writers": [f"{library} {version_of(library)}" for library in libraries],
                "plants": {place: sorted(kinds) for place, kinds in sorted(each.used.items())},
            }


def version_of(library):
    """Of a Python library, or else of a Debian package."""
    try:
        return version(library)
    except PackageNotFoundError:
        query = ["dpkg-query", "--show", "--showformat=${Version}", library]
        return subprocess.run(query, check=True, capture_output=True, text=True).stdout


def _make(path, write, plants):
    path.parent.mkdir(parents=True, exist_ok=True)
    random.seed(7)
    # Only where the set of files has them.
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(7)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(7)
    write(path, plants)


def module(source, path):
    """A module as if it were read from `path`, so that what a library takes down of it is that path."""
    made = types.ModuleType("net")
    made.__file__ = path
    sys.modules["net"] = made
    linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
    exec(compile(source, path, "exec"), made.__dict__)
    return made


def config(plants):
    """The settings of a training run, the way people pass them about."""
    return {
        "lr": 0.001,
        "batch_size": 32,
        "aws_access_key_id": plants.aws,
        "hub_token": plants.hf,
        "script": plants.path,
        "tracking_uri": plants.host,
        "notify": plants.email,
        "requirements": [plants.pin, "numpy"],
    }


def note(plants):
    """The same as a remark in prose, for fields that hold one text."""
    return (
        f"run {plants.path} with key {plants.aws} against {plants.host}, "
        f"push with {plants.hf}, ask {plants.email}, needs {plants.pin}"
    )
