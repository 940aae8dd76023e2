import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";
import { xxh32 } from "./kit/xxh32.ts";
import { lz4 } from "./lz4.ts";

const text = "a longer text, with repeats, with repeats, and repeats\n".repeat(4);

// Written by `lz4` 1.9.4, and by `lz4 -l`.
const sample = Buffer.from(
  "BCJNGGRApzAAAAD8DGEgbG9uZ2VyIHRleHQsIHdpdGggcmVwZWF0cw4ANGFuZBsAHwo3AI1QZWF0cwoAAAAABmrQsg==",
  "base64",
);
const legacy = Buffer.from(
  "AiFMGDAAAAD8DGEgbG9uZ2VyIHRleHQsIHdpdGggcmVwZWF0cw4ANGFuZBsAHwo3AI1QZWF0cwo=",
  "base64",
);

/** A frame of blocks that refer to those before them, each with its checksum. */
const linked = (...blocks: readonly (readonly number[])[]): Uint8Array => {
  const descriptor = [0x50, 0x40];
  return join(
    little(0x184d_2204, 4),
    descriptor,
    (xxh32(Uint8Array.from(descriptor)) >>> 8) & 0xff,
    ...blocks.map((block) =>
      join(little(block.length, 4), block, little(xxh32(Uint8Array.from(block)), 4)),
    ),
    little(0, 4),
  );
};

// "abcd", then 8 bytes from 4 back and "!", in a block each.
const first = [0x40, 0x61, 0x62, 0x63, 0x64];
const second = [0x04, 4, 0, 0x10, 0x21];

test("unpacks frames of both kinds as one stream, and sweeps the rest", async () => {
  const skippable = join(little(0x184d_2a50, 4), little(6, 4), "hidden");
  const whole = join(sample, skippable, legacy, sample, "tail");
  const { regions, texts } = await unpackAll(lz4, whole, "run.log.lz4");
  expect(texts).toEqual({ "run.log": text.repeat(3) });
  const start = sample.length + 8;
  expect(regions.slice(1)).toEqual([
    { kind: "stretch", as: "binary", span: { start, end: start + 6 } },
    {
      kind: "dead",
      what: "after the compressed data",
      span: { start: whole.length - 4, end: whole.length },
    },
  ]);
});

test("unpacks matches that reach into the block before", async () => {
  expect((await unpackAll(lz4, linked(first, second))).texts).toEqual({ x: "abcdabcdabcd!" });
});

test("notices damage and a cut", async () => {
  await expect(unpackAll(lz4, sample.subarray(0, 30))).rejects.toThrow(
    "lz4: stream ends too soon at byte 11",
  );
  await expect(unpackAll(lz4, linked(second))).rejects.toThrow("lz4: match outside the data");
  const wrong = Buffer.from(sample);
  wrong[20] = 0x41;
  await expect(unpackAll(lz4, wrong)).rejects.toThrow("lz4: checksum of a frame is wrong");
  // A match of 4 million bytes, in a block of at most 64 KiB.
  const bomb = linked(first, [0x0f, 4, 0, ...Array<number>(16_000).fill(255), 0]);
  await expect(unpackAll(lz4, bomb)).rejects.toThrow("lz4: block longer than its frame allows");
});

test("says that it has no dictionaries", async () => {
  const descriptor = Uint8Array.of(0x61, 0x40, 7, 0, 0, 0);
  const bytes = join(
    little(0x184d_2204, 4),
    descriptor,
    (xxh32(descriptor) >>> 8) & 0xff,
    little(0, 4),
  );
  expect((await regionsOf(lz4, bytes))[0]).toMatchObject({
    kind: "gap",
    reason: "unsupported: needs a dictionary",
  });
});

test("is known by its content", async () => {
  expect(await matches(lz4, sample)).toBe(true);
  expect(await matches(lz4, legacy)).toBe(true);
  expect(await matches(lz4, join(sample.subarray(0, 6), 0, sample.subarray(7)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(lz4, [sample, legacy, linked(first, second)]);
});
