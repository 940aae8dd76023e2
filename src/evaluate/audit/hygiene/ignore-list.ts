import ignore from "ignore";
import type { SourceText } from "../text.ts";

/** A list of what a tool leaves out: `.gitignore`, `.dockerignore`. */
export interface IgnoreList {
  readonly of: "git" | "docker";
  readonly source: SourceText;
  /** The folder that it stands in, with a `/` at the end; empty for the root. */
  readonly folder: string;
  /** Whether it leaves out a path from its folder. */
  readonly leavesOut: (path: string) => boolean;
}

/** Reads a list. Patterns of Docker begin at its folder, those of git without a `/` hold at any depth. */
export function ignoreListOf(source: SourceText, of: IgnoreList["of"]): IgnoreList {
  const lines = source.text.split(/\r?\n/);
  const patterns = ignore().add(of === "git" ? lines : lines.map(anchored));
  return {
    of,
    source,
    folder: source.path.slice(0, source.path.lastIndexOf("/") + 1),
    leavesOut: (path) => patterns.ignores(path),
  };
}

/** A pattern of Docker as git would write it. */
function anchored(line: string): string {
  const [, not = "", pattern = ""] = /^(!?)\.?\/?(.*?)\s*$/.exec(line) ?? [];
  return /^(?:#|\*\*|$)/.test(pattern) || (not === "" && line.startsWith("#"))
    ? line
    : `${not}/${line
        .replace(/^!/, "")
        .replace(/^\.?\//, "")
        .trim()}`;
}
