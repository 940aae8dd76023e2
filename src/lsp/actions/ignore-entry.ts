import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { WorkspaceEdit } from "vscode-languageserver-protocol";
import { globOf } from "../../core/glob.ts";
import type { Subject } from "./action.ts";

export const ignoreFile = ".tare-ignore";

/** Lets a finding pass with a line in the folder's `.tare-ignore`; none where that is not heeded. */
export function ignoreEntry({ document, home, found: { finding } }: Subject): WorkspaceEdit {
  const path = join(home.folder, ignoreFile);
  const uri = pathToFileURL(path).href;
  const before = existsSync(path) ? readFileSync(path, "utf8") : "";
  const lines = before.split("\n");
  const end = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const entry = [
    globOf(home.nameOf(document.uri)),
    `rule=${finding.rule}`,
    `fingerprint=${finding.fingerprint}`,
    "-- looked at in the editor",
  ].join(" ");
  const newText = `${end.character > 0 ? "\n" : ""}${entry}\n`;
  return {
    documentChanges: [
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: [{ range: { start: end, end }, newText }] },
    ],
  };
}
