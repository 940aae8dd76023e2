"""python make.py OUT [FOLDER…]: writes the files, and what is in them to OUT/manifest.json."""

import importlib
import json
import os
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

PYTORCH = "archive array graph hub log notebook pickle tensor torch tracker"

chosen = os.environ.get("CORPUS_SET")
for each in ["compat", *(f"files_{name}" for name in PYTORCH.split())] if not chosen else [f"files_{chosen}"]:
    importlib.import_module(each)

from kit import make_all  # noqa: E402

out = Path(sys.argv[1])
entries = list(make_all(out, sys.argv[2:]))
(out / "manifest.json").write_text(json.dumps(entries, indent=1) + "\n")
