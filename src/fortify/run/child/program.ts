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
  const folders = command.includes("/") ? [""] : (path ?? "").split(delimiter);
  const candidates = folders.map((folder) => join(folder || ".", command)).filter(isFile);
  const found = candidates.find(isExecutable);
  if (found !== undefined) return { kind: "found", path: command.includes("/") ? command : found };
  return { kind: "missing", status: candidates.length > 0 ? 126 : 127 };
}

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
