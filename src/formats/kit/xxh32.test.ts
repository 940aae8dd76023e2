import { expect, test } from "vitest";
import { Xxh32, xxh32 } from "./xxh32.ts";

test("gives the known values of short inputs", () => {
  expect(xxh32(new Uint8Array())).toBe(0x02cc_5d05);
  expect(xxh32(Buffer.from("abc"))).toBe(0x32d1_53ff);
});

test("does not depend on how the bytes are cut", () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, at) => at * 7);
  for (const at of [0, 1, 15, 16, 17, 33, 99])
    expect(new Xxh32().add(bytes.subarray(0, at)).add(bytes.subarray(at)).sum).toBe(xxh32(bytes));
});
