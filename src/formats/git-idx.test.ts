import { expect, test } from "vitest";
import { gitIdx } from "./git-idx.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";

/** A table of two objects, the second of which is far away. */
const sample = join(
  [0xff],
  "tOc",
  [0, 0, 0, 2],
  new Uint8Array(255 * 4),
  [0, 0, 0, 2],
  new Uint8Array(2 * 24),
  [0, 0, 0, 12, 0x80, 0, 0, 0],
  new Uint8Array(8 + 40),
);

test("holds nothing but its table", async () => {
  expect(await regionsOf(gitIdx, sample)).toEqual([]);
});

test("sweeps what stands behind the table", async () => {
  const [dead] = await regionsOf(gitIdx, join(sample, "hidden"));
  expect(dead).toMatchObject({ kind: "dead", span: { start: sample.length } });
});

test("says where the table is cut", async () => {
  await expect(regionsOf(gitIdx, sample.subarray(0, 1050))).rejects.toThrow("at byte 1050");
});

test("is known by its signature", async () => {
  expect(await matches(gitIdx, sample)).toBe(true);
  expect(await matches(gitIdx, join([0xff], "tOc", [0, 0, 0, 3]))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gitIdx, [sample]);
});
