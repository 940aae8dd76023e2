"""python make.py OUT [FOLDER…]: writes the files, and what is in them to OUT/manifest.json."""

import importlib
import json
import os
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")

# Which files each set makes; one that is not named here makes those of its own name.
SETS = {
    "": "archive array distributed graph hub log notebook pickle tensor torch tracker",
    "data": "data stores trackers",
    "graph": "coreml executorch openvino tensorflow",
}
chosen = os.environ.get("CORPUS_SET", "")
if chosen == "":
    import compat  # noqa: F401  before torch
for each in SETS.get(chosen, chosen).split():
    importlib.import_module(f"files_{each}")

from kit import make_all  # noqa: E402

out = Path(sys.argv[1])
entries = list(make_all(out, sys.argv[2:]))
(out / "manifest.json").write_text(json.dumps(entries, indent=1) + "\n")
