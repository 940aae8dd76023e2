"""python manifest.py NEW CORPUS: takes the entries of NEW over into CORPUS/manifest.json, by name."""

import json
import sys
from pathlib import Path

new, target = Path(sys.argv[1]), Path(sys.argv[2], "manifest.json")
entries = {each["name"]: each for each in json.loads(target.read_text())} if target.exists() else {}
entries.update({each["name"]: each for each in json.loads(new.read_text())})
kept = [entry for name, entry in sorted(entries.items()) if (target.parent / name.replace("/", "/planted/", 1)).exists()]
target.write_text(json.dumps(kept, indent=1) + "\n")
