import { expect, test } from "vitest";
import { duration, measure, plural, size } from "./number.ts";

test.each([
  [0, "0 s"],
  [59, "59 s"],
  [90, "1.5 min"],
  [3600, "1 h"],
  [40_000, "11 h"],
  [200_000, "2.3 d"],
])("%d seconds are %s", (seconds, words) => {
  expect(duration(seconds).join(" ")).toBe(words);
});

test.each([
  [1, "1 byte"],
  [999, "999 bytes"],
  [1200, "1.2 KB"],
  [999_600, "1 MB"],
  [41_000_000_000, "41 GB"],
])("%d are %s", (bytes, words) => {
  expect(size(bytes)).toBe(words);
});

test("a count has no unit", () => {
  expect(measure(1234, "count")).toEqual(["1,234", ""]);
  expect(measure(83.6, "percent")).toEqual(["84", "%"]);
  expect(plural(1, "reply", "replies")).toBe("1 reply");
});
