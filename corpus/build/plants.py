"""Made-up values that stand for leaks. Each follows from the name of its file alone.

`corpus/plants.ts` says the same in TypeScript; `corpus/README.md` says it in words.
"""

import hashlib
import re
from itertools import count, islice

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
USERS = ["mkowalski", "rpatel", "ajansen", "tnakamura", "lferrari", "sokafor", "dnovak", "hlindqvist"]
ORGS = ["tensorfjord", "gradientmoor", "lossbrook", "epochwerk", "softmaxfield", "kernelholm", "batchdale", "vectorsund"]
PIN = "torch==1.9.0"


def stream(seed):
    """The bytes of SHA-256 of `seed:0`, `seed:1`, and so on."""
    for block in count():
        yield from hashlib.sha256(f"{seed}:{block}".encode()).digest()


def text(seed, alphabet, length):
    return "".join(alphabet[byte % len(alphabet)] for byte in islice(stream(seed), length))


class Plants:
    """The plants of one file. `used` tells the manifest which of them were taken."""

    clean = False

    def __init__(self, name, used=None):
        self.name = name
        self.used = {} if used is None else used

    def at(self, place):
        """Other values for another place of the same file: in the debug table, say."""
        return Plants(f"{self.name}#{place}" if "#" not in self.name else f"{self.name}.{place}", self.used)

    def _take(self, kind):
        place = self.name.partition("#")[2]
        self.used.setdefault(place, set()).add(kind)

    @property
    def _slug(self):
        slug = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")
        if len(slug) <= 40:
            return slug
        return f"{slug[:24]}-{hashlib.sha256(self.name.encode()).hexdigest()[:8]}"

    @property
    def user(self):
        return USERS[next(stream(self.name + ":user")) % len(USERS)]

    @property
    def org(self):
        return ORGS[next(stream(self.name + ":org")) % len(ORGS)]

    @property
    def aws(self):
        self._take("aws")
        return "AKIA" + text(self.name + ":aws", BASE32, 16)

    @property
    def hf(self):
        self._take("hf")
        return "hf_" + text(self.name + ":hf", LETTERS, 34)

    @property
    def path(self):
        self._take("path")
        return f"/home/{self.user}/project/{self._slug}.py"

    @property
    def host(self):
        self._take("host")
        return f"http://model-builder-{self._slug}.internal.corp:8080"

    @property
    def email(self):
        self._take("email")
        return f"{self.user}.{self._slug}@{self.org}.dev"

    @property
    def pin(self):
        self._take("pin")
        return PIN


class Clean:
    """What stands in the twin, at the places of the plants: nothing that tells anybody anything."""

    clean = True
    name = "clean"
    used = {}
    user = "user"
    aws = "unset"
    hf = "unset"
    path = "project/train.py"
    host = "localhost"
    email = "unset"
    pin = "torch"

    def at(self, _place):
        return self
