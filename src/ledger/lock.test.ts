import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folderOf } from "../scan/testing.ts";
import { lock } from "./lock.ts";

test("one holds it at a time, and nothing of it is left behind", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "lock");
  {
    using _held = await lock(path);
    await expect(lock(path, 20)).rejects.toThrow(`'${path}' is held by process ${process.pid}`);
    expect(readdirSync(folder.path)).toEqual(["lock"]);
  }
  expect(readdirSync(folder.path)).toEqual([]);
  using _again = await lock(path, 20);
});

test("one that was ended leaves it to the next", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "lock");
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(path, `${pid} 1`);
  using _held = await lock(path, 20);
  expect(readdirSync(folder.path)).toEqual(["lock"]);
});

test("a folder that is not there is told", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "none", "lock");
  await expect(lock(path)).rejects.toThrow(`cannot lock '${path}'`);
});
