"""torch 1.13 is older than Python 3.11, which refuses some defaults of its data classes."""

import dataclasses

_process = dataclasses._process_class


def _hashable(*args, **options):
    made = _process(*args, **options)
    if made.__hash__ is None:
        made.__hash__ = object.__hash__
    return made


dataclasses._process_class = _hashable

import torch  # noqa: E402

# Debian built 1.13.1 without its git history, so that it calls itself a pre-release.
torch.__version__ = "1.13.1"
