import { spawnSync } from "node:child_process";
import { relative } from "node:path";
import type { Decision } from "./plan.ts";
import { pathOfTree, treeOf } from "./tree.ts";

/** What a git repository keeps of what was taken out of its files. */
export interface History {
  /** Its folder. */
  readonly repository: string;
  /** Files with edits that are in commits, from the repository's folder on. */
  readonly files: readonly string[];
  /** Of these, what was left out as a whole. */
  readonly dropped: readonly string[];
  /** Where it is pushed to. */
  readonly remote?: string;
}

/** What history holds of a target; nothing where that is in no repository, or none of it was ever committed. */
export async function historyOf(
  target: string,
  decisions: readonly Decision[],
): Promise<History | undefined> {
  const tree = await treeOf(target);
  const repository = git(tree.root, ["rev-parse", "--show-toplevel"])?.trim();
  if (repository === undefined) return undefined;
  const edits = decisions.filter(({ kind }) => kind === "edit" || kind === "goes");
  const names = [...new Set(edits.map(({ path }) => path.split("!/", 1)[0] ?? path))];
  const committed = new Set(git(repository, ["ls-files", "-z"])?.split("\0"));
  const inRepository = (name: string): string =>
    relative(repository, tree.isFolder ? `${tree.root}/${name}` : pathOfTree(tree));
  const isIn = (file: string): boolean =>
    file.endsWith("/") ? [...committed].some((each) => each.startsWith(file)) : committed.has(file);
  const files = names.map(inRepository).filter(isIn);
  if (files.length === 0) return undefined;
  const dropped = edits
    .filter((each) => each.kind === "edit" && each.action === "drop" && !each.path.includes("!/"))
    .map(({ path }) => inRepository(path));
  const remote = git(repository, ["remote", "get-url", "origin"])?.trim();
  return {
    repository,
    files,
    dropped: [...new Set(dropped)].filter(isIn),
    ...(remote !== undefined && { remote }),
  };
}

/** What git says; nothing where it is not there, or says no. */
function git(folder: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", ["-C", folder, ...args], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout : undefined;
}

/**
 * The lines of a file for `git filter-repo --replace-text`: each value, and what
 * is to stand there instead. It holds the values.
 */
export function* replacements(decisions: readonly Decision[]): Generator<string> {
  const values = new Set(
    decisions.flatMap(({ kind, finding }) =>
      kind === "edit" || kind === "goes" ? (finding.value ?? []) : [],
    ),
  );
  // The longest first: one may be a part of another.
  for (const value of [...values].sort((one, other) => other.length - one.length))
    yield `regex:${escaped(value)}==>${"x".repeat(8)}\n`;
}

/** As a Python regular expression, on one line. */
const escaped = (value: string): string =>
  value
    .replaceAll(/[^A-Za-z0-9_ /:@,;%'"~<>!`-]/gu, String.raw`\$&`)
    .replaceAll("\n", "n")
    .replaceAll("\r", "r")
    .replaceAll("==>", "==\\>");
