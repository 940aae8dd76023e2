"""Jupyter notebooks, run by nbclient: outputs, a coloured traceback, parameters, a picture."""

import base64
import json

import nbformat
from files_tracker import picture
from kit import makes, note
from nbclient import NotebookClient

HELPER = '''
import linecache

SOURCE = """def connect(key):
    raise RuntimeError("cannot reach {host} as " + key)
"""
linecache.cache["{path}"] = (len(SOURCE), None, SOURCE.splitlines(True), "{path}")
exec(compile(SOURCE, "{path}", "exec"))
connect("{aws}")
'''


@makes("notebook/executed.ipynb", "nbformat", "nbclient", "ipykernel")
def executed(path, plants):
    """A real kernel ran it; the traceback is coloured, also in the middle of lines."""
    stream, error = plants.at("stream"), plants.at("traceback")
    cells = [
        nbformat.v4.new_markdown_cell(f"# Training\n\nAsk *{plants.email}*.", id="intro"),
        nbformat.v4.new_code_cell(f'token = "{plants.hf}"\nkey = \'{plants.aws}\'', id="keys"),
        nbformat.v4.new_code_cell(
            f'print("""{note(stream)}""")\n{{"tracker": "{plants.host}", "script": "{plants.path}"}}', id="print"
        ),
        nbformat.v4.new_code_cell(HELPER.format(host=error.host, path=error.path, aws=error.aws), id="fails"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["papermill"] = {"parameters": {"requirements": [plants.pin]}}
    NotebookClient(notebook, kernel_name="python3", allow_errors=True, record_timing=False).execute()
    nbformat.write(notebook, path)


@makes("notebook/outputs.ipynb", "nbformat")
def outputs(path, plants):
    """Outputs of other kinds: HTML, a picture with a text chunk, JSON, an attachment."""
    html, deep = plants.at("html"), plants.at("picture")
    data = {
        "text/html": f'<a href="{html.host}">run</a> by {html.email}<pre>{html.path}</pre>',
        "image/png": base64.b64encode(picture(deep)).decode(),
        "application/json": {"key": plants.aws, "nested": [{"token": plants.hf}]},
        "text/plain": f"{plants.path}\n{plants.host}\n{plants.email}\n{plants.pin}",
    }
    cell = nbformat.v4.new_code_cell(
        "show()", id="show", outputs=[nbformat.v4.new_output("display_data", data=data)]
    )
    picture_in_text = nbformat.v4.new_markdown_cell("![](attachment:plot.png)", id="plot")
    picture_in_text["attachments"] = {"plot.png": {"image/png": data["image/png"]}}
    notebook = nbformat.v4.new_notebook(cells=[cell, picture_in_text])
    path.write_text(json.dumps(notebook, indent=1))
