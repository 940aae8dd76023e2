"""ExecuTorch: programs that the library's own flatc packs by its own schema.

Its exporter needs a torch that is hundreds of megabytes, so the program is stated
here; header and segments are put where `exir/_serialize/_program.py` puts them.
"""

import json
import subprocess
import tempfile
from importlib.metadata import files
from pathlib import Path

from kit import makes, note

HEADER, ALIGNMENT = 32, 128


def packed(program, *segments):
    """The bytes of a `.pte` file with these segments."""
    found = {each.name: each.locate() for each in files("executorch") if each.parent.name in ("bin", "schema")}
    spans, data = [], b""
    for each in segments:
        data += bytes(-len(data) % ALIGNMENT)
        spans.append({"offset": len(data), "size": len(each)})
        data += each
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "program.json")
        source.write_text(json.dumps({**program, "segments": spans}))
        command = [found["flatc"], "--binary", "-o", folder, found["program.fbs"], source]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        flat = Path(folder, "program.pte").read_bytes()
    size = len(flat) + HEADER
    base = size + -size % ALIGNMENT
    header = b"eh00" + b"".join(
        value.to_bytes(width, "little") for value, width in [(HEADER, 4), (size, 8), (base, 8), (len(data), 8)]
    )
    root = int.from_bytes(flat[:4], "little") + HEADER
    return (root.to_bytes(4, "little") + flat[4:8] + header + flat[8:]).ljust(base, b"\0") + data


@makes("executorch/program.pte", "executorch")
def program(path, plants):
    frame = {"filename": plants.path, "lineno": 17, "name": "forward", "context": f"# ask {plants.email}"}
    delegate = {
        "id": "LabBackend",
        "processed": {"location": "SEGMENT", "index": 1},
        "compile_specs": [
            {"key": "cache", "value": list(plants.host.encode())},
            {"key": "token", "value": list(plants.hf.encode())},
        ],
    }
    plan = {
        "name": "forward",
        "container_meta_type": {"encoded_inp_str": "", "encoded_out_str": ""},
        "values": [{"val_type": "String", "val": {"string_val": note(plants.at("constant"))}}],
        "inputs": [],
        "outputs": [],
        "chains": [
            {
                "inputs": [],
                "outputs": [],
                "instructions": [{"instr_args_type": "KernelCall", "instr_args": {"op_index": 0, "args": [0]}}],
                "stacktrace": [{"items": [frame]}],
            }
        ],
        "operators": [{"name": "aten::relu", "overload": "out"}],
        "delegates": [delegate],
        "non_const_buffer_sizes": [0],
    }
    blob = json.dumps({"made_by": plants.at("backend").email}).encode()
    stated = {
        "version": 0,
        "execution_plan": [plan],
        "constant_buffer": [],
        "backend_delegate_data": [],
        "constant_segment": {"segment_index": 0, "offsets": [0]},
        "named_data": [{"key": f"{plants.at('name').aws}.weight", "segment_index": 0}],
    }
    path.write_bytes(packed(stated, bytes(range(64)), blob))
