import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
} from "./kit/testing.ts";
import { xlsWorkbook } from "./xls-workbook.ts";

const record = (kind: number, data: Uint8Array): Uint8Array =>
  join(little(kind, 2), little(data.length, 2), data);
const first = record(0x809, join(little(0x600, 2), new Uint8Array(14)));
const sample = join(
  first,
  record(0xfc, join("/home/ana")),
  record(0x1b6, Buffer.from("written by ana", "utf16le")),
);

test("sweeps all, and says in which kind of record a value stands", async () => {
  const regions = await regionsOf(xlsWorkbook, sample);
  expectInPlace(sample, regions);
  expect(regions.map(({ kind }) => kind)).toEqual(["stretch", "string"]);
  const at = Buffer.from(sample).indexOf("/home");
  expect(await xlsWorkbook.keys?.(memoryBlob(sample), [at, sample.length - 5])).toEqual([
    "text of cells",
    "text box",
  ]);
});

test("says that it cannot read what needs a password", async () => {
  const regions = await regionsOf(xlsWorkbook, join(first, record(0x2f, new Uint8Array(6))));
  expect(regions.at(-1)).toMatchObject({ kind: "gap", reason: "encrypted: all records" });
});

test("is known by its content", async () => {
  expect(await matches(xlsWorkbook, sample)).toBe(true);
  expect(await matches(xlsWorkbook, join(little(0x809, 2), new Uint8Array(20)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(xlsWorkbook, [sample]);
});
