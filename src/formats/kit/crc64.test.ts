import { expect, test } from "vitest";
import { Crc64 } from "./crc64.ts";

test("gives the check value of CRC-64/XZ, in parts too", () => {
  const sum = new Crc64();
  sum.add(Buffer.from("1234"));
  sum.add(Buffer.from("56789"));
  expect(sum.sum).toBe(0x995d_c9bb_df19_39fan);
});
