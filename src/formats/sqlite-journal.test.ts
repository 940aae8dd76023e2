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
import { sqliteJournal } from "./sqlite-journal.ts";

/** What SQLite wrote: `corpus/sqlite/README.md`. */
const written: Uint8Array = readFileSync(
  new URL("../../corpus/sqlite/clean/a.db-journal", import.meta.url),
);

test("finds the texts of each page where they stand", async () => {
  const regions = await regionsOf(sqliteJournal, written);
  expectInPlace(written, regions);
  expect(textsByKey(regions)["$.records[0].page2[1].column1"]?.[0]).toContain("project/train.py");
});

test("sweeps what pads the header, and what follows", async () => {
  const bytes = join(written.subarray(0, 28), "hidden", written.subarray(34), "rest");
  expect(
    (await regionsOf(sqliteJournal, bytes)).filter(({ kind }) => kind === "dead"),
  ).toMatchObject([
    { what: "after the header", span: { start: 28, end: 512 } },
    { what: "no record of its page" },
    { what: "after the last page" },
  ]);
});

test("is known by its content; while it is unfinished, by its name too", async () => {
  expect(await matches(sqliteJournal, written, "a.db-journal")).toBe(true);
  expect(await matches(sqliteJournal, written, "a.bin")).toBe(false);
  const whole = join(Buffer.from("d9d505f920a163d7", "hex"), written.subarray(8));
  expect(await matches(sqliteJournal, whole)).toBe(true);
});

test("needs a sane size of pages", async () => {
  const bytes = Uint8Array.from(written);
  bytes[26] = 3;
  await expect(regionsOf(sqliteJournal, bytes)).rejects.toThrow("pages of 768 bytes");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(sqliteJournal, [written]);
});
