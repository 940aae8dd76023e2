import { execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf } from "../scan/testing.ts";
import { releaseOf } from "./release.ts";

test("lists files and links by their names, and nothing that tare keeps for itself", async () => {
  await using folder = await folderOf({ "a/b.txt": "bytes", ".tare/ledger.jsonl": "" });
  await symlink("a", join(folder.path, "link"));
  const { files, links } = await releaseOf(folder.path);
  expect([...files].map(([name, { size }]) => [name, size])).toEqual([["a/b.txt", 5]]);
  expect([...links]).toEqual([["link", "a"]]);
});

test("a pipe is not waited for", async () => {
  await using folder = await folderOf({});
  const pipe = join(folder.path, "pipe");
  execFileSync("mkfifo", [pipe]);
  const { files, others } = await releaseOf(pipe);
  expect([files.size, others]).toEqual([0, ["pipe"]]);
});

test("a release that is not there is not one that cannot be read", async () => {
  await using folder = await folderOf({});
  const [none, loop] = ["none", "loop"].map((name) => join(folder.path, name)) as [string, string];
  await symlink("loop", loop);
  await expect(releaseOf(none)).rejects.toMatchObject({
    kind: "usage",
    message: `no such file or folder: '${none}'`,
  });
  await expect(releaseOf(loop)).rejects.toMatchObject({
    kind: "machine",
    message: `cannot read '${loop}' (ELOOP)`,
  });
});
