import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Joiner } from "./joined.ts";

test("leaves out white space and the sequences of terminals", () => {
  const joined = (text: string): string =>
    Buffer.from(new Joiner().join(Buffer.from(text)).bytes).toString();
  expect(joined("a b\tc\r\nd")).toBe("abcd");
  expect(joined("\x1b[1;31ma\x1b[0mb\x1b(Bc")).toBe("abc");
  // What is none, or holds text that is seen, stays.
  expect(joined("\x1b]8;;https://a.example\x07b")).toBe("\x1b]8;;https://a.example\x07b");
  expect(joined("a\x1b")).toBe("a");
  expect(joined("a\x1b[3")).toBe("a");
});

test("knows where each byte stood", () => {
  const pieces = fc.constantFrom(
    "a",
    "bc",
    "\n  ",
    "\x1b[31m",
    "\x1b",
    "é",
    "\x1b[K",
    `${"x".repeat(63)} `,
  );
  const joiner = new Joiner();
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
      const raw = Buffer.from(all.join(""));
      const joined = joiner.join(raw);
      const places = Array.from(joined.bytes, (_, offset) => joined.placeOf(offset));
      expect(places.map((place) => raw[place])).toEqual([...joined.bytes]);
      expect(places).toEqual([...new Set(places)].sort((one, other) => one - other));
      expect(joined.placeOf(joined.bytes.length)).toBe(raw.length);
    }),
  );
});
