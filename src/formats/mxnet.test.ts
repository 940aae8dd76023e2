import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { mxnet } from "./mxnet.ts";

const shape = (...dims: readonly number[]): Uint8Array =>
  join(little(dims.length, 4), ...dims.map((each) => little(each, 8)));
const context = join(little(1, 4), little(0, 4));
const dense = (...dims: readonly number[]): Uint8Array =>
  join(little(0xf993_fac9, 4), little(0, 4), shape(...dims), context, little(0, 4));
const name = (text: string): Uint8Array => join(little(text.length, 8), text);

const sparse = join(
  little(0xf993_fac9, 4),
  little(1, 4),
  shape(1, 2),
  shape(10, 2),
  context,
  little(0, 4),
  little(6, 4),
  shape(1),
  new Uint8Array(16),
);
const sample = join(
  little(0x112, 8),
  little(0, 8),
  little(3, 8),
  dense(2, 4),
  new Uint8Array(32),
  dense(),
  sparse,
  little(3, 8),
  name("arg:dense_weight"),
  name("aux:/home/ana/mean"),
  name("arg:rows"),
);
// Of the array without dimensions nothing follows its shape.
const emptyEnd = 24 + 40 + 32 + 12;
const whole = join(sample.subarray(0, emptyEnd), sample.subarray(emptyEnd + 12));

test("finds the names of arrays where they stand; weights are not read", async () => {
  const regions = await regionsOf(mxnet, whole);
  expect(textsByKey(regions)).toEqual({
    '$["arg:dense_weight"]': ["arg:dense_weight"],
    '$["aux:/home/ana/mean"]': ["aux:/home/ana/mean"],
    '$["arg:rows"]': ["arg:rows"],
  });
  expect(regions.filter(({ kind }) => kind === "tensor")).toMatchObject([
    { name: "arg:dense_weight", span: { start: 64, end: 96 } },
    { name: "arg:rows" },
    { name: "arg:rows" },
  ]);
  expectInPlace(whole, regions);
});

test("sweeps what was appended", async () => {
  const regions = await regionsOf(mxnet, join(whole, "hidden"));
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the last name" });
});

test.each([
  ["more arrays than bytes", join(little(0x112, 8), little(0, 8), little(99, 8))],
  ["an array that is cut off", whole.subarray(0, 80)],
  ["a version that is not known", join(little(0x112, 8), little(0, 8), little(1, 8), little(7, 8))],
])("refuses %s", async (_what, bytes) => {
  await expect(regionsOf(mxnet, bytes)).rejects.toThrow(/^mxnet: /);
});

test("is known by its first bytes", async () => {
  expect(await matches(mxnet, whole)).toBe(true);
  expect(await matches(mxnet, join(little(0x112, 8), little(1, 8), little(1, 8)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(mxnet, [whole]);
});
