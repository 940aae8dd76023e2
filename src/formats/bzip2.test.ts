import { expect, test } from "vitest";
import { bzip2 } from "./bzip2.ts";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, matches } from "./kit/testing.ts";

const bytes = (base64: string): Uint8Array => Buffer.from(base64, "base64");

// Written by Python 3.11's bz2.compress: "hello bzip2\n" three times, and nothing.
const sample = bytes(
  "QlpoOTFBWSZTWS7SnY4AAAjZgAAQQAAQABJkwBAgACK/1UA09QgGmmjCnmnW0UlkR8XckU4UJAu0p2OA",
);
const empty = bytes("QlpoORdyRThQkAAAAAA=");
// The same with level 1: 300 times "A", and four lines of text.
const long = bytes(
  "QlpoMTFBWSZTWasN3fwAABrVgIAQQCQgACbl3MAACCAAcFA00MjJiBVKaankZTTamyYJlCpYYJjmg/ko1zKNovc+kYPCLkdliZsMipgyZLBMihGiRoVIkPh36LuSKcKEhVhu7+A=",
);

test("unpacks streams that follow one another, and sweeps what follows them", async () => {
  const whole = join(sample, empty, sample, "hidden");
  const { regions, texts } = await unpackAll(bzip2, whole, "logs/run.log.bz2");
  expect(texts).toEqual({ "run.log": "hello bzip2\n".repeat(6) });
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the compressed data",
    span: { start: whole.length - 6, end: whole.length },
  });
});

test("unpacks runs", async () => {
  const line = "a longer text, with repeats, with repeats, and repeats\n";
  expect((await unpackAll(bzip2, long)).texts).toEqual({ x: "A".repeat(300) + line.repeat(4) });
});

test("notices damage and a cut", async () => {
  await expect(unpackAll(bzip2, sample.subarray(0, 30))).rejects.toThrow(
    "bzip2: stream ends too soon at byte 30",
  );
  const wrong = Buffer.from(sample);
  wrong[45] = 0x55;
  await expect(unpackAll(bzip2, wrong)).rejects.toThrow(/^bzip2: /);
  const sum = Buffer.from(sample);
  sum[12] = 0;
  await expect(unpackAll(bzip2, sum)).rejects.toThrow("bzip2: checksum of a block is wrong");
});

test("is known by its content", async () => {
  expect(await matches(bzip2, sample)).toBe(true);
  expect(await matches(bzip2, empty)).toBe(true);
  expect(await matches(bzip2, join("BZh9 a text"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(bzip2, [sample, empty, long]);
});
