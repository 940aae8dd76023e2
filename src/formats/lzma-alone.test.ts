import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";
import { lzmaAlone } from "./lzma-alone.ts";

const text = "a longer text, with repeats, with repeats, and repeats\n".repeat(4);

// Written by Python 3.11's lzma.compress(…, format=lzma.FORMAT_ALONE): size unknown, with an end mark.
const sample = Buffer.from(
  "XQAAgAD//////////wAwiAmHNAWhsycKWtY+frcpff2hHTDsxtT1/Bgn0uP9qw4OHf1BE9R3Fv///IWgAA==",
  "base64",
);
// What the same encoder makes of it in a chunk of LZMA2, which has no end mark.
const bare = Buffer.from("ADCICYc0BaGzJwpa1j5+tyl9/aEdMOzG1PX8GCfS4/2rDg4d/UETzRMRAA==", "base64");

const header = (dictionary: number, size: number): Uint8Array =>
  join(0x5d, little(dictionary, 4), little(size, 8));

test("unpacks a stream with an end mark, and sweeps what follows it", async () => {
  const { regions, texts } = await unpackAll(lzmaAlone, join(sample, "hidden"), "a/run.log.lzma");
  expect(texts).toEqual({ "run.log": text });
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the compressed data",
    span: { start: sample.length, end: sample.length + 6 },
  });
});

test.each([
  ["without an end mark", bare],
  ["with one", sample.subarray(13)],
])("unpacks a stream of known size %s", async (_what, stream) => {
  const bytes = join(header(1 << 23, text.length), stream);
  const { regions, texts } = await unpackAll(lzmaAlone, bytes);
  expect(texts).toEqual({ x: text });
  expect(regions).toHaveLength(1);
});

test("refuses a dictionary that would fill the memory, unless the data are small", async () => {
  const large = join(header(0xffff_ffff, 2 ** 32), bare);
  expect((await regionsOf(lzmaAlone, large))[0]).toMatchObject({
    kind: "gap",
    reason: "limit: dictionary of 4294967295 bytes",
  });
  const small = join(header(0xffff_ffff, text.length), bare);
  expect((await unpackAll(lzmaAlone, small)).texts).toEqual({ x: text });
});

test("notices damage and a cut", async () => {
  await expect(unpackAll(lzmaAlone, sample.subarray(0, 40))).rejects.toThrow(
    "lzma: stream ends too soon at byte 40",
  );
  const wrong = Buffer.from(sample);
  wrong[20] = 0;
  await expect(unpackAll(lzmaAlone, wrong)).rejects.toThrow(/^lzma: /);
});

test("is known by a header that unpacks", async () => {
  expect(await matches(lzmaAlone, sample)).toBe(true);
  expect(await matches(lzmaAlone, sample.subarray(0, 40))).toBe(true);
  expect(await matches(lzmaAlone, new Uint8Array(64))).toBe(false);
  expect(await matches(lzmaAlone, join(header(12_345, 10), bare))).toBe(false);
  expect(await matches(lzmaAlone, join(header(1 << 23, 10), 0, Array(64).fill(0xff)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(lzmaAlone, [sample, join(header(1 << 23, text.length), bare)]);
});
