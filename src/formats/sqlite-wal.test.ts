import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { sqliteWal } from "./sqlite-wal.ts";

/** What SQLite wrote: `corpus/sqlite/README.md`. */
const written: Uint8Array = readFileSync(
  new URL("../../corpus/sqlite/clean/a.db-wal", import.meta.url),
);

test("finds the texts of each page where they stand", async () => {
  const regions = await regionsOf(sqliteWal, written);
  expectInPlace(written, regions);
  const texts = textsByKey(regions);
  expect(texts["$.frames[0].page1[1].column1"]).toEqual(["runs"]);
  expect(texts["$.frames[2].page2[1].column1"]?.[0]).toContain("project/train.py");
});

test("sweeps a cut frame", async () => {
  expect((await regionsOf(sqliteWal, join(written, "rest"))).at(-1)).toEqual({
    kind: "dead",
    what: "after the last frame",
    span: { start: written.length, end: written.length + 4 },
  });
});

test("is known by its content, and needs a sane size of pages", async () => {
  expect(await matches(sqliteWal, written)).toBe(true);
  const bytes = Uint8Array.from(written);
  bytes[10] = 3;
  await expect(regionsOf(sqliteWal, bytes)).rejects.toThrow("pages of 768 bytes");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(sqliteWal, [written]);
});
