import { crc32 as reference } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { crc32 } from "./crc32.ts";

test("agrees with zlib, in one piece and in two", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (one, two) => {
      expect(crc32(one)).toBe(reference(one));
      expect(crc32(two, crc32(one))).toBe(reference(Buffer.concat([one, two])));
    }),
  );
});
