import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { TareError } from "../../core/error.ts";
import { git } from "./git.ts";
import type { Worktree } from "./worktree.ts";

/** Where a content can be read as a file. */
export interface Content {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Whether git-lfs keeps it, and git a pointer: then git's lines are not its lines. */
  readonly isLarge: boolean;
}

/** Contents of a repository by their ids; those that are not there are missing. Gone when disposed of. */
export interface Contents extends AsyncDisposable {
  readonly byId: ReadonlyMap<string, Content>;
}

/**
 * Writes contents out of git's store to a temporary folder that only its owner
 * can read. Of a file that git-lfs keeps, it is the file itself in the store of
 * git-lfs, not the pointer that git has.
 *
 * @throws {TareError} `machine`: git fails, or the disk is full.
 */
export async function contentsOf(worktree: Worktree, ids: readonly string[]): Promise<Contents> {
  const folder = await mkdtemp(join(tmpdir(), "tare-git-"));
  const dispose = async (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const written = await writeAll(worktree, [...new Set(ids)], folder);
    return { byId: await withLargeFiles(worktree, written), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function writeAll(
  { folder: cwd, env }: Worktree,
  ids: readonly string[],
  folder: string,
): Promise<Map<string, Content>> {
  if (ids.length === 0) return new Map();
  const child = spawn("git", ["cat-file", "--batch"], {
    cwd,
    env,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = new Promise<number>((done, fail) => {
    child.once("error", fail).once("close", (code) => done(code ?? -1));
  });
  child.stdin.on("error", () => undefined).end(ids.map((id) => `${id}\n`).join(""));
  const unpacker = new Unpacker(folder);
  for await (const chunk of child.stdout) unpacker.take(chunk as Buffer);
  if ((await ended) === 0) return unpacker.written;
  throw new TareError("machine", "git cat-file: it failed", { hint: "try 'git fsck'" });
}

const newline = 10;

/**
 * Takes apart what `git cat-file --batch` writes: `ID TYPE SIZE`, a line feed, the
 * bytes, a line feed; or `ID missing` alone.
 */
class Unpacker {
  readonly written = new Map<string, Content>();
  readonly #folder: string;
  #head = "";
  #open: { readonly descriptor: number; readonly id: string; readonly size: number } | undefined;
  /** Bytes of the open content that are still to come. */
  #left = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  take(chunk: Buffer): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#open) at += this.#content(chunk.subarray(at));
      else at += this.#header(chunk.subarray(at));
    }
  }

  #header(bytes: Buffer): number {
    const end = bytes.indexOf(newline);
    this.#head += bytes.toString("latin1", 0, end < 0 ? bytes.length : end);
    if (end < 0) return bytes.length;
    const [id = "", , size] = this.#head.split(" ");
    this.#head = "";
    if (size !== undefined) this.#begin(id, Number(size));
    return end + 1;
  }

  #begin(id: string, size: number): void {
    const descriptor = openSync(join(this.#folder, id), "wx", 0o600);
    this.#open = { descriptor, id, size };
    this.#left = size;
  }

  /** The bytes that are left of the content, and the line feed behind them. */
  #content(bytes: Buffer): number {
    const { descriptor, id, size } = this.#open ?? { descriptor: -1, id: "", size: 0 };
    const count = Math.min(this.#left, bytes.length);
    for (let done = 0; done < count;) done += writeSync(descriptor, bytes, done, count - done);
    this.#left -= count;
    if (count === bytes.length) return count;
    closeSync(descriptor);
    this.written.set(id, { path: join(this.#folder, id), size, isLarge: false });
    this.#open = undefined;
    return count + 1;
  }
}

/** Pointers of git-lfs are smaller (git-lfs, docs/spec.md). */
const largestPointer = 1024;
const pointer =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n/;

/** Puts the files of git-lfs in place of their pointers; where one is not there, its content is missing. */
async function withLargeFiles(
  worktree: Worktree,
  contents: ReadonlyMap<string, Content>,
): Promise<Map<string, Content>> {
  const all = new Map(contents);
  let store: string | undefined;
  for (const [id, { path, size }] of contents) {
    const oid = size < largestPointer ? pointer.exec(readFileSync(path, "latin1"))?.[1] : undefined;
    if (oid === undefined) continue;
    store ??= await largeFileStore(worktree);
    const file = join(store, oid.slice(0, 2), oid.slice(2, 4), oid);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat) all.set(id, { path: file, size: stat.size, isLarge: true });
    else all.delete(id);
  }
  return all;
}

async function largeFileStore(worktree: Worktree): Promise<string> {
  const setting = await git(worktree, ["config", "--default", "lfs", "--get", "lfs.storage"]);
  return resolve(worktree.shared, setting.toString().trim(), "objects");
}
