import { expect, test } from "vitest";
import { field } from "./kit/protobuf-testing.ts";
import {
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { paddleParams } from "./paddle-params.ts";

const tensor = (
  description: Uint8Array,
  data: Uint8Array,
  levels: Uint8Array = little(0, 8),
): Uint8Array =>
  join(little(0, 4), levels, little(0, 4), little(description.length, 4), description, data);
const float = (...dims: readonly number[]): Uint8Array =>
  join(field(1, 5), ...dims.map((each) => field(2, each)));
const sample = join(
  tensor(float(2), new Uint8Array(8)),
  tensor(float(3, 2), new Uint8Array(24), join(little(1, 8), little(8, 8), new Uint8Array(8))),
);

test("hops over the tensors", async () => {
  expect(await regionsOf(paddleParams, sample)).toEqual([
    { kind: "tensor", name: "tensor 0", span: { start: 24, end: 32 } },
    { kind: "tensor", name: "tensor 1", span: { start: 74, end: 98 } },
  ]);
});

test("sweeps what was appended, and sees texts in descriptions", async () => {
  const described = tensor(join(float(1), field(9, "hidden")), new Uint8Array(4));
  const regions = await regionsOf(paddleParams, join(sample, described, "appended here"));
  expect(textsByKey(regions)["$[unknown 9]"]).toEqual(["hidden"]);
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the last tensor" });
});

test("refuses a tensor that is cut off", async () => {
  await expect(regionsOf(paddleParams, sample.subarray(0, -4))).rejects.toThrow(
    "paddle-params: tensor 1 ends at 98",
  );
});

test("is known by its first description", async () => {
  expect(await matches(paddleParams, sample)).toBe(true);
  expect(await matches(paddleParams, new Uint8Array(100))).toBe(false);
  expect(await matches(paddleParams, tensor(field(1, 99), join()))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(paddleParams, [sample]);
});
