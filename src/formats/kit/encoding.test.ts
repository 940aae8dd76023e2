import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodingOf } from "./encoding.ts";

/** Whether the bytes are UTF-8, and may go on. */
function isStream(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

test("a head is UTF-8 although it ends within a character", () => {
  const letters = Buffer.from("naïve € 😀");
  for (let end = 1; end <= letters.length; end++)
    expect(encodingOf(letters.subarray(0, end))).toBe("utf-8");
  expect(encodingOf(Buffer.from("caf\xe9 t", "latin1"))).toBe("8-bit");
});

test("tells UTF-8 from code pages as a decoder does", () => {
  const piece = fc.oneof(
    fc.constantFrom("a b", "é", "€", "😀").map((text) => Buffer.from(text)),
    fc.uint8Array({ min: 0x80, max: 0xfd, maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const bytes = Buffer.concat([Buffer.from("a"), ...pieces]);
      const encoding = encodingOf(bytes);
      expect(encoding).toBe(isStream(bytes) ? "utf-8" : "8-bit");
    }),
    { numRuns: 1000 },
  );
});
