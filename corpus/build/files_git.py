"""A repository as it stands beside a model, written by git itself."""

import io
import json
import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from kit import config, makes, note

DATE = "1700000000 +0000"


class Repository:
    """A folder under git, with one author and no settings of the machine's."""

    def __init__(self, folder, author):
        self.folder = Path(folder)
        self.environment = {
            **os.environ,
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Someone"), ("EMAIL", author), ("DATE", DATE))},
        }
        self.git("init", "-q", "-b", "main", "--template=")

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, check=True, capture_output=True).stdout

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def commit(self, message):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def files(self):
        root = self.folder / ".git"
        return {f".git/{path.relative_to(root)}": path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def history(folder, plants):
    """Settings with secrets, which a second commit takes out again, so that only the history holds them."""
    repository = Repository(folder, plants.at("author").email)
    lines = [f"step {each} of the schedule" for each in range(40)]

    def write(name, value):
        repository.write(name, json.dumps({**value, "notes": lines}, indent=1))

    write("train.json", config(plants))
    write("model.json", {"layers": 2, "note": note(plants.at("model"))})
    repository.commit(f"Begin, see {plants.at('message').host}")
    write("train.json", {"lr": 0.1})
    write("model.json", {"layers": 2})
    repository.commit("Take the keys out")
    repository.git("tag", "-a", "v1", "-m", f"Built from {plants.at('tag').path}")
    return repository


def packed(folder, plants):
    repository = history(folder, plants)
    repository.git("-c", "pack.threads=1", "repack", "-adfq")
    return repository


def in_folder(write):
    """Runs `write(folder, path, plants)` in a folder that is gone at its end."""

    def run(path, plants):
        with tempfile.TemporaryDirectory(dir=".") as folder:
            write(folder, path, plants)

    return run


@makes("git/history.pack")
@in_folder
def pack(folder, path, plants):
    repository = packed(folder, plants)
    (found,) = (repository.folder / ".git/objects/pack").glob("*.pack")
    path.write_bytes(found.read_bytes())


@makes("git/history.bundle")
@in_folder
def bundle(folder, path, plants):
    history(folder, plants).git("bundle", "create", str(path.resolve()), "--all")


def write_tar(path, mode, files):
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def worked_in(repository, plants):
    """What people do in a folder: a remote with a token in it, and logs of what was done."""
    user = "someone" if plants.clean else f"someone:{plants.at('remote').hf}"
    repository.git("remote", "add", "origin", f"https://{user}@huggingface.co/someone/model")
    repository.git("config", "user.email", plants.at("config").email)
    repository.write("late.txt", "later")
    repository.commit(note(plants.at("log")))
    return repository.files()


@makes("git/loose.tar")
@in_folder
def loose(folder, path, plants):
    write_tar(path, "w", worked_in(history(folder, plants), plants))


@makes("git/packed.tar.gz")
@in_folder
def packed_folder(folder, path, plants):
    write_tar(path, "w:gz", worked_in(packed(folder, plants), plants))


def index(version):
    @in_folder
    def write(folder, path, plants):
        repository = Repository(folder, "unset")
        for name in ("README.md", "runs/a/config.json", "runs/a/model.json", f"runs/sent to {plants.email}", f"runs/{plants.aws}.txt"):
            repository.write(name, name)
        repository.git("add", "-A")
        repository.git("update-index", "--index-version", str(version))
        path.write_bytes((repository.folder / ".git/index").read_bytes())

    return write


for version in (2, 4):
    makes(f"git/version{version}.index")(index(version))
