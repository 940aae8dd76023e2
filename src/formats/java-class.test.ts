import { expect, test } from "vitest";
import { javaClass } from "./java-class.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const head = join([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61, 0, 6]);
const sample = join(
  head,
  [1, 0, 9],
  "/home/ana",
  [5],
  new Uint8Array(8),
  [8, 0, 1],
  [1, 0, 1],
  "B",
  "rest",
);

test("finds texts where they stand, behind constants that count twice, too", async () => {
  const regions = await regionsOf(javaClass, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({ "constant 1": ["/home/ana"], "constant 5": ["B"] });
});

test("sweeps the rest", async () => {
  const swept = { kind: "stretch", span: { start: sample.length - 4, end: sample.length } };
  expect((await regionsOf(javaClass, sample)).at(-1)).toMatchObject(swept);
});

test("refuses a constant that is cut off, or of no kind", async () => {
  await expect(regionsOf(javaClass, sample.subarray(0, 15))).rejects.toThrow(
    "constant 1 of kind 1",
  );
  await expect(regionsOf(javaClass, join(head, 99))).rejects.toThrow("kind 99");
});

test("is known by its content, and leaves programs of macOS", async () => {
  expect(await matches(javaClass, sample)).toBe(true);
  expect(
    await matches(javaClass, join([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2], new Uint8Array(30))),
  ).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(javaClass, [sample]);
});
