import { crc32 as checksum } from "node:zlib";
import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { xz } from "./xz.ts";

const bytes = (base64: string): Uint8Array => Buffer.from(base64, "base64");

const line = "a longer text, with repeats, with repeats, and repeats\n";

// Written by Python 3.11's lzma.compress: the line four times, with CRC-64 and with CRC-32.
const sample = bytes(
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ADbACpdADCICYc0BaGzJwpa1j5+tyl9/aEdMOzG1PX8GCfS4/2rDg4d/UETzRMRAAAAAE1WEAIj16aDAAFG3AEAAACRyO3uscRn+wIAAAAABFla",
);
const crc32 = bytes(
  "/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ADbACpdADCICYc0BaGzJwpa1j5+tyl9/aEdMOzG1PX8GCfS4/2rDg4d/UETzRMRAAAAAEsvqkgAAULcAQAAAIeKfHU+MA2LAgAAAAABWVo=",
);
// Written by `xz --block-size=100` 5.4.1: the same in three blocks, the last as it stands.
const blocks = bytes(
  "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABjACpdADCICYc0BaGzJwpa1j5+tyl9/aEdMOzG1PX8GCfS4/2rDg4d/SejjEbIAAAAADFGItxmIwG4AgAhARYAAAB0L+Wj4ABjACpdADIICkaUQcQvClohphNVdZbX/9HzA+hZPFDdFx+LJQIN+JnuEImKVvgkAAAAAILWAL1/pupWAgAhARYAAAB0L+WjAQATZXBlYXRzLCBhbmQgcmVwZWF0cwoAyH4qGzresA0AA0ZkRmQsFMYmMzOxxGf7AgAAAAAEWVo=",
);
// Python again, the line behind a delta filter.
const delta = bytes(
  "/Td6WFoAAATm1rRGAgEDAQAhARBMhacH4AA2ACtdADCvxYA4PAY6PhGo1blliu+SxXo2fHM56BJzcjGc/h1og8ybF6iLkDx28AAAAAtmv3awEk1NAAFHN+bJAycftvN9AQAAAAAEWVo=",
);

test("unpacks streams that follow one another, with padding between", async () => {
  const whole = join(sample, new Uint8Array(8), crc32, blocks);
  const { regions, texts } = await unpackAll(xz, whole, "run.log.xz");
  expect(texts).toEqual({ "run.log": line.repeat(12) });
  expect(regions).toHaveLength(1);
});

test("sweeps what follows the last stream", async () => {
  const { regions } = await unpackAll(xz, join(blocks, "hidden"));
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the compressed data",
    span: { start: blocks.length, end: blocks.length + 6 },
  });
});

test("says what it cannot unpack", async () => {
  expect(await regionsOf(xz, delta)).toEqual([
    { kind: "gap", reason: "unsupported: xz filter 3", span: { start: 0, end: delta.length } },
  ]);
});

test("refuses a dictionary that would fill the memory", async () => {
  // A block header that asks for 4 GiB, with the checksum that belongs to it.
  const large = Buffer.from(sample);
  large[16] = 40;
  large.writeUInt32LE(checksum(large.subarray(12, 20)), 20);
  const [region] = await regionsOf(xz, large);
  expect(region).toMatchObject({ kind: "gap", reason: "limit: dictionary of 4294967295 bytes" });
});

test("notices damage and a cut", async () => {
  await expect(unpackAll(xz, sample.subarray(0, 50))).rejects.toThrow(
    "xz: stream ends too soon at byte 50",
  );
  const wrong = Buffer.from(sample);
  wrong[40] = 0;
  await expect(unpackAll(xz, wrong)).rejects.toThrow(/^xz: /);
  const sum = Buffer.from(sample);
  sum[80] = 0;
  await expect(unpackAll(xz, sum)).rejects.toThrow("xz: checksum of a block is wrong");
});

test("is known by its content", async () => {
  expect(await matches(xz, sample)).toBe(true);
  expect(await matches(xz, join([0xfd], "7zXZ and more"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(xz, [sample, blocks, delta]);
});
