import { expect, test } from "vitest";
import { lookup3 } from "./lookup3.ts";

test("sums as its author's own driver does", () => {
  // lookup3.c, driver5.
  expect(lookup3(Buffer.from("Four score and seven years ago"))).toBe(0x1777_0551);
  expect(lookup3(new Uint8Array())).toBe(0xdead_beef);
});
