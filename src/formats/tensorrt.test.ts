import { expect, test } from "vitest";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { tensorrt } from "./tensorrt.ts";

const sample = join("ptrt", new Uint8Array(20), "/home/ana/net.onnx", 0, "conv1");

test("sweeps all of it, and says that this is not all", async () => {
  const whole = { start: 0, end: sample.length };
  expect(await regionsOf(tensorrt, sample)).toEqual([
    { kind: "gap", reason: expect.stringMatching(/^partial: /), span: whole },
    { kind: "stretch", as: "binary", span: whole },
  ]);
});

test("is known by its first bytes", async () => {
  expect(await matches(tensorrt, sample)).toBe(true);
  expect(await matches(tensorrt, join("ftrt", new Uint8Array(4)))).toBe(true);
  expect(await matches(tensorrt, join("ptrt is text"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorrt, [sample]);
});
