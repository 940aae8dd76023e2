import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Choice, changes, commitIds } from "./history.ts";
import type { Repository } from "./repository.ts";

/** What stands for the path of a commit. */
const commitMark = "";

/** How the objects of a repository are called, in a file that any thread can read. */
export interface NamesFile extends AsyncDisposable {
  readonly path: string;
}

/** Writes down the path that each file had, and the commits, that a choice leads to. */
export async function writeNames(repository: Repository, choice: Choice): Promise<NamesFile> {
  const folder = await mkdtemp(join(tmpdir(), "tare-git-"));
  const dispose = async (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, "names");
  try {
    const file = createWriteStream(path, { mode: 0o600 });
    await pipeline(Readable.from(records(repository, choice)), file);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: dispose };
}

/** `<object> <path>` and a NUL, each object once; some at a time. */
async function* records(repository: Repository, choice: Choice): AsyncGenerator<string> {
  for await (const ids of commitIds(repository, choice))
    yield ids.map((id) => `${id} ${commitMark}\0`).join("");
  const paths = new Map<string, string>();
  for await (const some of changes(repository, choice))
    for (const { path, after } of some) {
      if (after === undefined) continue;
      const known = paths.get(after);
      // Of several paths always the same, in whatever order commits are told of.
      if (known === undefined || path < known) paths.set(after, path);
    }
  yield* joined(paths);
}

/** How much is written at a time, in characters. */
const pieceSize = 64 * 1024;

function* joined(paths: ReadonlyMap<string, string>): Generator<string> {
  let text = "";
  for (const [id, path] of paths) {
    text += `${id} ${path}\0`;
    if (text.length < pieceSize) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

/** The paths of files by the names of their objects, and the commits. */
export interface Names {
  readonly paths: ReadonlyMap<string, string>;
  readonly commits: ReadonlySet<string>;
}

/** Reads what `writeNames` wrote. */
export async function readNames(path: string): Promise<Names> {
  const paths = new Map<string, string>();
  const commits = new Set<string>();
  for (const record of (await readFile(path, "utf8")).split("\0")) {
    const space = record.indexOf(" ");
    const id = record.slice(0, space);
    const name = record.slice(space + 1);
    if (name !== commitMark) paths.set(id, name);
    else if (id !== "") commits.add(id);
  }
  return { paths, commits };
}
