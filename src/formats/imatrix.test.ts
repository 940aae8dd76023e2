import { expect, test } from "vitest";
import { imatrix } from "./imatrix.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const entry = (name: string, values: number): Uint8Array =>
  join(
    little(name.length, 4),
    name,
    little(7, 4),
    little(values, 4),
    Buffer.alloc(values * 4, "\x3f\x80"),
  );
const dataset = "/home/ana/wiki.train.raw";
const sample = join(
  little(2, 4),
  entry("blk.0.attn_q.weight", 4),
  entry("blk.0.ffn_up.weight", 2),
  little(7, 4),
  little(dataset.length, 4),
  dataset,
);

test("finds the names of tensors and of the data set where they stand, and skips numbers", async () => {
  const regions = await regionsOf(imatrix, sample);
  expect(textsByKey(regions)).toEqual({
    '$["blk.0.attn_q.weight"]': ["blk.0.attn_q.weight"],
    '$["blk.0.ffn_up.weight"]': ["blk.0.ffn_up.weight"],
    "$.dataset": [dataset],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([
    { kind: "tensor", name: "blk.0.attn_q.weight", span: { start: 35, end: 51 } },
    { kind: "tensor", name: "blk.0.ffn_up.weight" },
  ]);
});

test("sweeps what follows the name of the data set", async () => {
  expect((await regionsOf(imatrix, join(sample, "trailer"))).at(-1)).toMatchObject({
    kind: "dead",
    what: "after the name of the data set",
  });
});

test.each([
  ["a name", join(little(1, 4), little(2 ** 31, 4)), "name of 2147483648 bytes"],
  [
    "values",
    join(little(1, 4), little(1, 4), "a", little(1, 4), little(2 ** 31, 4)),
    "8589934592 bytes of values",
  ],
  ["a count", little(2 ** 31, 4), "2147483648 entries"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(imatrix, hostile)).rejects.toThrow(message);
});

test("is known by its first entries", async () => {
  expect(await matches(imatrix, sample)).toBe(true);
  expect(await matches(imatrix, join(little(1, 4), entry("a name", 1)))).toBe(false);
  expect(await matches(imatrix, join(little(1, 4), entry("blk.0.w", 0)))).toBe(false);
  expect(await matches(imatrix, join("GGUF", little(3, 4), new Uint8Array(64)))).toBe(false);
  expect(await matches(imatrix, new Uint8Array(64)).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(imatrix, [sample]);
});
