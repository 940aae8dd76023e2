import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Choice, historyLog, type Logged, logged } from "./history.ts";
import type { Repository } from "./repository.ts";

/** What stands for the path of a commit. */
const commitMark = "";

/** What is known of a history beforehand, in files that any thread can read. */
export interface HistoryFiles extends AsyncDisposable {
  /** How objects are called: `readNames` reads it. */
  readonly names: string;
  /** What git says of the commits: `loggedIn` reads it. */
  readonly log: string;
}

/** Writes down what git says of the commits that a choice leads to, and the path that each file had. */
export async function writeHistory(repository: Repository, choice: Choice): Promise<HistoryFiles> {
  const folder = await mkdtemp(join(tmpdir(), "tare-git-"));
  const dispose = async (): Promise<void> => rm(folder, { recursive: true, force: true });
  const [names, log] = [join(folder, "names"), join(folder, "log")];
  try {
    await pipeline(Readable.from(historyLog(repository, choice)), ownFile(log));
    await pipeline(Readable.from(records(log)), ownFile(names));
  } catch (error) {
    await dispose();
    throw error;
  }
  return { names, log, [Symbol.asyncDispose]: dispose };
}

const ownFile = (path: string): Writable => createWriteStream(path, { mode: 0o600 });

/** Reads the log that `writeHistory` wrote. */
export const loggedIn = (path: string): AsyncGenerator<Logged> => logged(createReadStream(path));

/** `<object> <path>` and a NUL, each object once; some at a time. */
async function* records(log: string): AsyncGenerator<string> {
  const paths = new Map<string, string>();
  for await (const { commits, changes } of loggedIn(log)) {
    yield commits.map(({ id }) => `${id} ${commitMark}\0`).join("");
    for (const { path, after } of changes) {
      if (after === undefined) continue;
      const known = paths.get(after);
      // Of several paths always the same, in whatever order commits are told of.
      if (known === undefined || path < known) paths.set(after, path);
    }
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

/** Reads the names that `writeHistory` wrote. */
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

/** The objects that `writeHistory` named. */
export async function* namedObjects(path: string): AsyncGenerator<readonly string[]> {
  const { paths, commits } = await readNames(path);
  yield [...commits, ...paths.keys()];
}
