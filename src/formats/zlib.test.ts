import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, matches } from "./kit/testing.ts";
import { zlib } from "./zlib.ts";

const sample = deflateSync("a text that is long enough to be told from noise");

test("unpacks the stream and sweeps what follows it", async () => {
  const { regions, texts } = await unpackAll(zlib, join(sample, "hidden"), "data/model.pkl.z");
  expect(texts).toEqual({ "model.pkl": "a text that is long enough to be told from noise" });
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the compressed data",
    span: { start: sample.length, end: sample.length + 6 },
  });
});

test("names the byte at which damage shows", async () => {
  await expect(unpackAll(zlib, sample.subarray(0, 20))).rejects.toThrow(
    "zlib: unexpected end of file at byte 20",
  );
  const wrong = join(sample.subarray(0, -1), 0);
  await expect(unpackAll(zlib, wrong)).rejects.toThrow("zlib: incorrect data check");
});

test("is known by a header that unpacks", async () => {
  expect(await matches(zlib, sample)).toBe(true);
  expect(await matches(zlib, deflateSync(""))).toBe(true);
  expect(await matches(zlib, deflateSync(Buffer.alloc(100_000, "abcdefg")))).toBe(true);
  expect(await matches(zlib, deflateSync(Array.from({ length: 9999 }, Math.random).join()))).toBe(
    true,
  );
  expect(await matches(zlib, join([0x78, 0x9c], "just text"))).toBe(false);
  expect(await matches(zlib, join([0x78, 0x9d], sample.subarray(2)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(zlib, [sample]);
});
