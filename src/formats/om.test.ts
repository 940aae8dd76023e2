import { expect, test } from "vitest";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { om } from "./om.ts";

const sample = join("IMOD", Buffer.alloc(60), "/home/ana/model.onnx");

test("says that it is not read, and sweeps it", async () => {
  const all = { start: 0, end: sample.length };
  expect(await regionsOf(om, sample)).toEqual([
    { kind: "gap", reason: "unsupported: structure is not public", span: all },
    { kind: "stretch", as: "binary", span: all },
  ]);
});

test("is known by its magic", async () => {
  expect(await matches(om, sample)).toBe(true);
  expect(await matches(om, join("another"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(om, [sample]);
});
