import { expect, test } from "vitest";
import { crc32c, masked } from "./crc32c.ts";

// RFC 3720 §B.4.
test.each([
  ["32 zeros", new Uint8Array(32), 0x8a91_36aa],
  ["32 ones", new Uint8Array(32).fill(0xff), 0x62a8_ab43],
  ["32 ascending bytes", Uint8Array.from({ length: 32 }, (_, at) => at), 0x46dd_794e],
])("sums %s as the RFC does", (_what, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
  expect(crc32c(bytes.subarray(9), crc32c(bytes.subarray(0, 9)))).toBe(sum);
});

test("masks as LevelDB does", () => {
  expect(masked(0)).toBe(0xa282_ead8);
  expect(masked(0x8000)).toBe(0xa282_ead9);
  expect(masked(1)).toBe(0xa284_ead8);
});
