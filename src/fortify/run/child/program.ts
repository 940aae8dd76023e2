import { accessSync, constants, statSync } from "node:fs";
import { platform } from "node:os";
import { delimiter, join } from "node:path";

/** Where a command's program is, or the exit status that shells give for one that cannot be run. */
export type Program =
  | { readonly kind: "found"; readonly path: string }
  | { readonly kind: "missing"; readonly status: 126 | 127 };

/** Looks a command up as shells do. On Windows the system does that by itself. */
export function programOf(command: string, path: string | undefined): Program {
  if (platform() === "win32") return { kind: "found", path: command };
  const candidates = placesOf(command, path).filter(isFile);
  const found = candidates.find(isExecutable);
  if (found !== undefined) return { kind: "found", path: found };
  return { kind: "missing", status: candidates.length > 0 ? 126 : 127 };
}

/** A command with a slash is a path; any other is looked for in the folders of PATH. */
const placesOf = (command: string, path = ""): readonly string[] =>
  command.includes("/")
    ? [command]
    : path.split(delimiter).map((folder) => join(folder || ".", command));

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
