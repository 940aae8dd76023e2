import { expect, test } from "vitest";
import { hadoopCrc } from "./hadoop-crc.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";

const head = join("crc\0", [0, 0, 2, 0]);

test("sweeps the checksums, among which anything may be hidden", async () => {
  const bytes = join(head, [1, 2, 3, 4], "hidden");
  expect(await regionsOf(hadoopCrc, bytes)).toEqual([
    { kind: "stretch", as: "binary", span: { start: 8, end: bytes.length } },
  ]);
  expect(await regionsOf(hadoopCrc, head)).toEqual([]);
});

test("refuses a size that no file system has", async () => {
  await expect(regionsOf(hadoopCrc, join("crc\0", [0xff, 0, 0, 0]))).rejects.toThrow("sums over");
});

test("is known by its content", async () => {
  expect(await matches(hadoopCrc, head)).toBe(true);
  expect(await matches(hadoopCrc, join("crc\0"))).toBe(false);
  expect(await matches(hadoopCrc, join("crc32 of a file"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(hadoopCrc, [join(head, [1, 2, 3, 4])]);
});
