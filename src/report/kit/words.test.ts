import { expect, test } from "vitest";
import { size } from "./size.ts";
import { grouped, listed, plural } from "./words.ts";

test.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [999, "999 bytes"],
  [1000, "1 KB"],
  [1234, "1.2 KB"],
  [9949, "9.9 KB"],
  [9950, "10 KB"],
  [41_300, "41 KB"],
  [999_499, "999 KB"],
  [999_500, "1 MB"],
  [1_204_331_008, "1.2 GB"],
  [7e18, "7000 PB"],
])("%d bytes are %s", (bytes, wanted) => {
  expect(size(bytes)).toBe(wanted);
});

test("numbers, plurals and lists read as in a sentence", () => {
  expect([0, 999, 1000, 1_234_567].map(grouped)).toEqual(["0", "999", "1,000", "1,234,567"]);
  expect(plural(1, "match", "matches")).toBe("1 match");
  expect(plural(1200, "match", "matches")).toBe("1,200 matches");
  expect(plural(0, "file")).toBe("0 files");
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual([
    "",
    "a",
    "a and b",
    "a, b and c",
  ]);
});
