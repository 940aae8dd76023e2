import { expect, test } from "vitest";
import { coremlWeights } from "./coreml-weights.ts";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";

const description = (size: number, offset: number, reserved = ""): Uint8Array =>
  join(
    little(0xdead_beef, 4),
    little(1, 4),
    little(size, 8),
    little(offset, 8),
    new Uint8Array(8),
    reserved,
    new Uint8Array(32 - reserved.length),
  );
const header = (count: number): Uint8Array =>
  join(little(count, 4), little(2, 4), new Uint8Array(56));
const sample = join(
  header(2),
  description(100, 128),
  new Uint8Array(128).fill(1, 0, 100),
  description(64, 320),
  new Uint8Array(64).fill(2),
);

test("hops over the blobs", async () => {
  expect(await regionsOf(coremlWeights, sample)).toEqual([
    { kind: "tensor", name: "blob 0", span: { start: 128, end: 228 } },
    { kind: "tensor", name: "blob 1", span: { start: 320, end: 384 } },
  ]);
});

test("sweeps reserved bytes, padding and what was appended", async () => {
  const bytes = join(
    header(1),
    description(60, 128, "hidden"),
    new Uint8Array(60),
    "pad!",
    "appended",
  );
  bytes.set(join("too"), 20);
  expect(await regionsOf(coremlWeights, bytes)).toMatchObject([
    { what: "in the header" },
    { what: "in a description", span: { start: 96, end: 128 } },
    { kind: "tensor" },
    { what: "between blobs", span: { start: 188, end: 192 } },
    { what: "after the last blob", span: { start: 192, end: 200 } },
  ]);
});

test.each([
  ["a blob that is cut off", join(header(1), description(500, 128), new Uint8Array(64))],
  ["a blob before its description", join(header(1), description(8, 0), new Uint8Array(64))],
  ["a description that is none", join(header(1), new Uint8Array(128))],
])("refuses %s", async (_what, bytes) => {
  await expect(regionsOf(coremlWeights, bytes)).rejects.toThrow(/^coreml-weights: /);
});

test("is known by its header and the first description", async () => {
  expect(await matches(coremlWeights, sample)).toBe(true);
  expect(await matches(coremlWeights, join(header(1), new Uint8Array(128)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(coremlWeights, [sample]);
});
