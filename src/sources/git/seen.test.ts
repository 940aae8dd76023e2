import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSeen, writeSeen } from "./seen.ts";

const folder = mkdtempSync(join(tmpdir(), "tare-seen-"));
afterAll(() => rmSync(folder, { recursive: true }));

const [first, second] = ["a".repeat(40), "b".repeat(64)];

test("a file that is not there yet holds nothing", async () => {
  expect(await readSeen(join(folder, "none"))).toEqual(new Set());
});

test("reads ids of either length and writes them again, sorted", async () => {
  const path = join(folder, "seen");
  writeFileSync(path, `${second}\n${first}\n`);
  expect(await readSeen(path)).toEqual(new Set([second, first]));
  await writeSeen(path, []);
  expect(readFileSync(path, "utf8")).toBe(`${first}\n${second}\n`);
});

test("refuses a file that holds something else, and leaves it as it is", async () => {
  const path = join(folder, "notes");
  writeFileSync(path, `${first}\nremember the milk\n`);
  await expect(writeSeen(path, [])).rejects.toThrow("is no list of what was looked at before");
  expect(readFileSync(path, "utf8")).toBe(`${first}\nremember the milk\n`);
});

test("a file that cannot be written is said, not taken for a bug", async () => {
  await expect(writeSeen(join(folder, "none/seen"), [])).rejects.toMatchObject({
    kind: "machine",
    message: `cannot write '${join(folder, "none/seen")}' (ENOENT)`,
  });
});
