"""python make.py OUT [FOLDER…]: writes the files, and what is in them to OUT/manifest.json."""

import importlib
import json
import os
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

SETS = {
    "": "archive array graph hub log notebook pickle tensor torch tracker",
    "graph": "coreml executorch openvino tensorflow",
    "engine": "engine",
}
chosen = os.environ.get("CORPUS_SET", "")
if chosen == "":
    import compat  # noqa: F401  before torch
for each in SETS[chosen].split():
    importlib.import_module(f"files_{each}")

from kit import make_all  # noqa: E402

out = Path(sys.argv[1])
entries = list(make_all(out, sys.argv[2:]))
(out / "manifest.json").write_text(json.dumps(entries, indent=1) + "\n")
