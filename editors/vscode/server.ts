import { existsSync } from "node:fs";
import { join } from "node:path";

/** What decides which server is started, and how. */
export interface Surroundings {
  /** The setting `tare.path`; empty where nothing is set. */
  readonly path: string;
  /** Folders of the workspace. */
  readonly folders: readonly string[];
  /** Whether the user trusts the workspace: else no program out of it is started. */
  readonly isTrusted: boolean;
}

/** A program and its arguments. */
export interface Server {
  readonly command: string;
  readonly args: readonly string[];
}

/** The tare that is set, else the one of the workspace, else the one on PATH. */
export function serverOf({ path, folders, isTrusted }: Surroundings): Server {
  const own = folders
    .map((folder) => join(folder, "node_modules", "tare", "dist", "bin.js"))
    .find((each) => isTrusted && existsSync(each));
  const args = ["lsp", ...(isTrusted ? [] : ["--untrusted"])];
  if (path !== "") return { command: path, args };
  return own === undefined ? { command: "tare", args } : { command: "node", args: [own, ...args] };
}
