"""python make.py OUT [FOLDER…]: writes the files, and what is in them to OUT/manifest.json."""

import json
import sys
import warnings
from pathlib import Path

import compat  # noqa: F401  before torch

warnings.simplefilter("ignore")

import files_archive  # noqa: E402, F401
import files_array  # noqa: E402, F401
import files_graph  # noqa: E402, F401
import files_hub  # noqa: E402, F401
import files_log  # noqa: E402, F401
import files_notebook  # noqa: E402, F401
import files_pickle  # noqa: E402, F401
import files_tensor  # noqa: E402, F401
import files_torch  # noqa: E402, F401
import files_tracker  # noqa: E402, F401
from kit import make_all  # noqa: E402

out = Path(sys.argv[1])
entries = list(make_all(out, sys.argv[2:]))
(out / "manifest.json").write_text(json.dumps(entries, indent=1) + "\n")
