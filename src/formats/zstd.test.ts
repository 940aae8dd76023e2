import { constants, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";
import { zstd } from "./zstd.ts";

const text = "a text with repeats, with repeats\n".repeat(9);
const frame = zstdCompressSync(text);
const checked = zstdCompressSync(text, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
const skippable = join(little(0x184d_2a53, 4), little(6, 4), "hidden");

test("unpacks frames as one stream, and sweeps skippable frames and the trailer", async () => {
  const { regions, texts } = await unpackAll(
    zstd,
    join(skippable, frame, checked, skippable, frame, "tail"),
    "run.log.zst",
  );
  expect(texts).toEqual({ "run.log": text.repeat(3) });
  const second = 14 + frame.length + checked.length;
  const end = second + 14 + frame.length;
  expect(regions.slice(1)).toEqual([
    { kind: "stretch", as: "binary", span: { start: 8, end: 14 } },
    { kind: "stretch", as: "binary", span: { start: second + 8, end: second + 14 } },
    { kind: "dead", what: "after the compressed data", span: { start: end, end: end + 4 } },
  ]);
});

test("unpacks frames of many blocks", async () => {
  const numbers = Array.from({ length: 99_999 }, (_, at) => at * 7919).join();
  const { texts } = await unpackAll(zstd, zstdCompressSync(numbers));
  expect(texts["x"]).toBe(numbers);
});

test("says what it cannot unpack", async () => {
  const dictionary = join(little(0xfd2f_b528, 4), [0x21, 7, 0], frame.subarray(6));
  expect((await regionsOf(zstd, dictionary))[0]).toMatchObject({
    kind: "gap",
    reason: "unsupported: needs dictionary 7",
  });
  const large = join(little(0xfd2f_b528, 4), [0x00, 0x98], frame.subarray(6));
  expect((await regionsOf(zstd, large))[0]).toMatchObject({
    kind: "gap",
    reason: "limit: window of 536870912 bytes",
  });
});

test("notices damage and a cut", async () => {
  await expect(unpackAll(zstd, frame.subarray(0, -3))).rejects.toThrow(
    `zstd: stream ends too soon at byte 10`,
  );
  const wrong = Buffer.from(checked);
  wrong[wrong.length - 1] = 0xaa ^ (wrong.at(-1) ?? 0);
  await expect(unpackAll(zstd, wrong)).rejects.toThrow(/^zstd: /);
});

test("stops when the reader does", async () => {
  const [region] = await regionsOf(zstd, zstdCompressSync(new Uint8Array(1 << 24)));
  if (region?.kind === "packed")
    for await (const chunk of region.unpack()) {
      expect(chunk.length).toBeLessThanOrEqual(1 << 20);
      break;
    }
});

test("is known by its content", async () => {
  expect(await matches(zstd, frame)).toBe(true);
  expect(await matches(zstd, skippable)).toBe(true);
  expect(await matches(zstd, join(frame.subarray(0, 4), [0x08], frame.subarray(5)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(zstd, [join(skippable, frame), checked]);
});
