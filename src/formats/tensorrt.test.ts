import { expect, test } from "vitest";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";
import { tensorrt } from "./tensorrt.ts";

const sample = join("ptrt", new Uint8Array(20), "/home/ana/net.onnx", 0, "conv1");

test("sweeps all of it, and says that this is not all", async () => {
  const whole = { start: 0, end: sample.length };
  expect(await regionsOf(tensorrt, sample)).toEqual([
    { kind: "gap", reason: expect.stringMatching(/^partial: /), span: whole },
    { kind: "stretch", as: "binary", span: whole },
  ]);
});

test("opens the JSON that stands before an engine", async () => {
  const json = '{"author": "ana"}';
  const bytes = join(little(json.length, 4), json, sample);
  const [preface, gap, rest] = await regionsOf(tensorrt, bytes);
  expect(preface).toMatchObject({ kind: "child", blob: { size: json.length } });
  expect(gap).toMatchObject({ kind: "gap" });
  expect(rest).toMatchObject({ kind: "stretch", span: { start: 4 + json.length } });
  expect(await matches(tensorrt, bytes)).toBe(true);
  expect(await matches(tensorrt, join(little(json.length, 4), json, "no engine"))).toBe(false);
});

test("is known by its first bytes", async () => {
  expect(await matches(tensorrt, sample)).toBe(true);
  expect(await matches(tensorrt, join("ftrt", new Uint8Array(4)))).toBe(true);
  expect(await matches(tensorrt, join("ptrt is text"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorrt, [sample, join(little(2, 4), "{}", sample)]);
});
