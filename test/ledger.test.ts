import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readLedger } from "../src/ledger/ledger.ts";
import { fakeToken, folderOf, type TestFolder } from "../src/scan/testing.ts";

/** Runs tare in a folder, as people do; findings are no failure. */
function tareIn({ path }: TestFolder, ...args: readonly string[]): void {
  try {
    execFileSync(process.execPath, [resolve("src/cli/bin.ts"), ...args], {
      cwd: path,
      stdio: "ignore",
    });
  } catch (error) {
    if ((error as { status: number }).status !== 1) throw error;
  }
}

const happened = ({ path }: TestFolder): string[] =>
  readLedger(path).events.map(({ happening }) => happening.type);

test("what a scan of a project found, and what it found no more, is written down", async () => {
  await using folder = await folderOf({ "tare.yaml": "", "a.py": `token = "${fakeToken()}"\n` });
  tareIn(folder, "scan", "a.py");
  await writeFile(join(folder.path, "a.py"), "clean = 1\n");
  tareIn(folder, "scan", "./a.py");
  expect(happened(folder)).toEqual([
    "scan-finished",
    "finding-opened",
    "scan-finished",
    "finding-closed",
  ]);
  expect(JSON.stringify(readLedger(folder.path))).not.toContain(fakeToken());
}, 60_000);

test("nothing is written where there is no project, or somebody does not want it", async () => {
  await using folder = await folderOf({ "a.py": "a = 1\n" });
  tareIn(folder, "scan", "a.py");
  await writeFile(join(folder.path, "tare.yaml"), "ledger: false\n");
  tareIn(folder, "scan", "a.py");
  await writeFile(join(folder.path, "tare.yaml"), "");
  tareIn(folder, "scan", "a.py", "--untrusted");
  expect(existsSync(join(folder.path, ".tare"))).toBe(false);
  await rm(join(folder.path, "tare.yaml"));
  await mkdir(join(folder.path, ".tare"));
  tareIn(folder, "scan", "a.py");
  expect(happened(folder)).toEqual(["scan-finished"]);
}, 60_000);

test("a ledger that cannot be written changes nothing else", async () => {
  await using folder = await folderOf({ ".tare": "a file in its place", "a.py": "a = 1\n" });
  tareIn(folder, "scan", "a.py");
}, 60_000);
