import { expect, test } from "vitest";
import { compoundOf } from "./kit/compound-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { ole2 } from "./ole2.ts";

const u32 = (...numbers: readonly number[]): Uint8Array =>
  join(...numbers.map((each) => little(each, 4)));
const properties = join(
  u32(0xfffe, 0),
  new Uint8Array(16),
  u32(1),
  new Uint8Array(16),
  u32(48),
  u32(64, 2, 4, 24, 8, 36),
  u32(30, 4),
  "Ana\0",
  u32(31, 4),
  Buffer.from("Bob\0", "utf16le"),
);
const sample = compoundOf([
  ["Workbook", join("see /home/ana")],
  ["\x05SummaryInformation", properties],
]);

test("finds names and properties where they stand", async () => {
  const regions = await regionsOf(ole2, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toMatchObject({
    "Root Entry": ["Root Entry"],
    Workbook: ["Workbook"],
    Author: ["Ana"],
    LastAuthor: ["Bob"],
  });
});

test("reads each stream as a file", async () => {
  const child = (await regionsOf(ole2, sample)).find((each) => each.kind === "child");
  const bytes = await child?.blob.read({ start: 0, end: child.blob.size });
  expect(Buffer.from(bytes ?? []).toString()).toBe("see /home/ana");
});

test("sweeps what no stream has", async () => {
  const deleted = join("deleted".padEnd(512, "\0"));
  const dead = (await regionsOf(ole2, compoundOf([], deleted))).filter(
    ({ kind }) => kind === "dead",
  );
  expect(dead).toMatchObject([{ span: { start: 1536, end: 2048 } }]);
});

test("says that macros are not read", async () => {
  const regions = await regionsOf(ole2, compoundOf([["_VBA_PROJECT", join("x")]]));
  expect(regions.find(({ kind }) => kind === "gap")).toMatchObject({ name: "VBA" });
});

test("refuses a chain that leads back into itself", async () => {
  const bytes = Buffer.from(sample);
  bytes.writeUInt32LE(2, 512 + 4 * 2);
  await expect(regionsOf(ole2, bytes)).rejects.toThrow("chain");
});

test("is known by its content", async () => {
  expect(await matches(ole2, sample)).toBe(true);
  expect(await matches(ole2, join(new Uint8Array(600)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ole2, [sample]);
});
