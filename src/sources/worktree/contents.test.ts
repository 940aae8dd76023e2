import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { contentsOf } from "./contents.ts";
import { type Worktree, worktreeAt } from "./worktree.ts";

let folder: string;
let worktree: Worktree;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tare-contents-"));
  execFileSync("git", ["init", "-q", folder]);
  worktree = await worktreeAt({ folder, env: process.env });
});
afterEach(async () => rm(folder, { recursive: true }));

/** Puts bytes into git's store. */
const stored = (bytes: Uint8Array): string =>
  execFileSync("git", ["-C", folder, "hash-object", "-w", "--stdin"], { input: bytes })
    .toString()
    .trim();

test("contents are the bytes that git keeps, of whatever size, each once", async () => {
  const all = [0, 1, 65_535, 65_536, 3_000_000].map((size) => randomBytes(size));
  const heads = [Buffer.from("\n\n"), Buffer.from("0000 blob 5\nabcde\n")];
  const byId = new Map([...all, ...heads].map((bytes) => [stored(bytes), bytes]));
  await using contents = await contentsOf(worktree, [...byId.keys(), ...byId.keys()]);
  expect(contents.byId.size).toBe(byId.size);
  for (const [id, { path, size }] of contents.byId) {
    expect(readFileSync(path).equals(byId.get(id) ?? Buffer.from("another"))).toBe(true);
    expect(size).toBe(byId.get(id)?.length);
  }
});

test("what is not there is missing, and the rest comes all the same", async () => {
  const here = stored(Buffer.from("here"));
  const missing = createHash("sha1").update("missing").digest("hex");
  await using contents = await contentsOf(worktree, [missing, here]);
  expect([...contents.byId.keys()]).toEqual([here]);
});

test("only the owner can read them, and they are gone at the end", async () => {
  const contents = await contentsOf(worktree, [stored(Buffer.from("secret"))]);
  const [{ path } = { path: "" }] = contents.byId.values();
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(statSync(dirname(path)).mode & 0o077).toBe(0);
  await contents[Symbol.asyncDispose]();
  expect(existsSync(dirname(path))).toBe(false);
});
