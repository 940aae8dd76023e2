import { expect, test } from "vitest";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";
import { mnn } from "./mnn.ts";

const fields = join(little(8, 2), little(8, 2), little(4, 2), little(0, 2));
const sample = join(little(12, 4), fields, little(8, 4), Buffer.alloc(16), "/home/ana/model.onnx");

test("says that it is not read, and sweeps it", async () => {
  const all = { start: 0, end: sample.length };
  expect(await regionsOf(mnn, sample)).toEqual([
    { kind: "gap", reason: "unsupported: fields of the flatbuffer", span: all },
    { kind: "stretch", as: "binary", span: all },
  ]);
});

test("is known by its name and its root", async () => {
  expect(await matches(mnn, sample, "tiny.mnn")).toBe(true);
  expect(await matches(mnn, sample, "tiny.bin")).toBe(false);
  expect(await matches(mnn, join("a list of parts"), "parts.mnn")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(mnn, [sample]);
});
