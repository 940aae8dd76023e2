import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { chmod, lstat, readdir, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { folderOf } from "../scan/testing.ts";
import { writeWhole } from "./output.ts";

test("a file that is new is for its owner alone", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "a.json");
  await writeWhole(path, ["{", "}"]);
  expect(await readFile(path, "utf8")).toBe("{}");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("a file that was there keeps its mode, and the link that leads to it", async () => {
  await using folder = await folderOf({ "run.sh": "#!/bin/sh\n" });
  const [path, link] = [join(folder.path, "run.sh"), join(folder.path, "link")];
  await chmod(path, 0o755);
  await symlink("run.sh", link);
  await writeWhole(link, ["#!/bin/sh\nset -e\n"]);
  expect(await readFile(path, "utf8")).toBe("#!/bin/sh\nset -e\n");
  expect((await stat(path)).mode & 0o777).toBe(0o755);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
});

test("a pipe is written and stays one, as a device does", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "pipe");
  execFileSync("mkfifo", [path]);
  const read = text(createReadStream(path));
  await writeWhole(path, ["a", "b"]);
  expect(await read).toBe("ab");
  expect((await lstat(path)).isFIFO()).toBe(true);
});

test("of what cannot be written whole nothing is left", async () => {
  await using folder = await folderOf({ "old.json": "[1]" });
  const path = join(folder.path, "old.json");
  await expect(writeWhole(path, breaking())).rejects.toThrow(`cannot write '${path}': broken`);
  expect(await readFile(path, "utf8")).toBe("[1]");
  expect(await readdir(folder.path)).toEqual(["old.json"]);
});

function* breaking(): Generator<string> {
  yield "[2";
  throw new Error("broken");
}
