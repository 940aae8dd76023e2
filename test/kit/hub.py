"""Uploads a folder by the function that docs/hooks.md shows, to a hub that runs here.

Arguments: the function's source, and the folder. Prints as JSON what the hub was
asked, which files it took, and what the function raised.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

asked, taken = [], []


class Hub(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer({"id": "a/model", "sha": "0" * 40, "siblings": []})

    def do_POST(self):
        asked.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if "/preupload/" in self.path:
            files = [
                {"path": each["path"], "uploadMode": "regular", "shouldIgnore": False}
                for each in json.loads(body)["files"]
            ]
            self.answer({"files": files})
        elif "/commit/" in self.path:
            for line in map(json.loads, body.splitlines()):
                if line["key"] == "file":
                    taken.append(line["value"]["path"])
            url = "http://127.0.0.1/a/model/commit/0"
            self.answer({"commitOid": "0" * 40, "commitUrl": url, "success": True})
        else:
            self.answer({"errors": [], "warnings": []})

    def answer(self, value):
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


source, folder = sys.argv[1:]
server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
threading.Thread(target=server.serve_forever, daemon=True).start()

shown = {}
exec(source, shown)
api = shown["HfApi"](endpoint=f"http://127.0.0.1:{server.server_port}", token="none")
try:
    shown["upload_folder"](api, folder_path=folder, repo_id="a/model", ignore_patterns="*.tmp")
    raised = None
except Exception as error:
    raised = f"{type(error).__name__}: {error}"
print(json.dumps({"asked": asked, "taken": sorted(taken), "raised": raised}))
