import { expect, test } from "vitest";
import { darknet } from "./darknet.ts";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";

const header = join(little(0, 4), little(2, 4), little(5, 4), little(32_013_312, 8));
const sample = join(header, Buffer.alloc(100_000, "\x3f\x80"), "trailer");

test("skips the weights, and sweeps the end of the file", async () => {
  const tail = sample.length - 65_536;
  expect(await regionsOf(darknet, sample)).toEqual([
    { kind: "tensor", name: "weights", span: { start: 20, end: tail } },
    { kind: "stretch", as: "binary", span: { start: tail, end: sample.length } },
  ]);
});

test("knows the shorter header of an older version", async () => {
  const old = join(little(0, 4), little(1, 4), little(0, 4), little(1, 4), Buffer.alloc(70_000));
  expect((await regionsOf(darknet, old))[0]).toMatchObject({ span: { start: 16 } });
});

test("is known by its name and its version", async () => {
  expect(await matches(darknet, sample, "yolov4.weights")).toBe(true);
  expect(await matches(darknet, sample, "yolov4.bin")).toBe(false);
  expect(await matches(darknet, join("# weights of the parts"), "sum.weights")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(darknet, [sample.subarray(0, 200)]);
});
