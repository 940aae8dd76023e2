import { expect, test } from "vitest";
import { meantOr, nearest } from "./nearest.ts";

test.each([
  ["scann", "scan"],
  ["scna", "scan"],
  ["scan", "scan"],
  ["formts", "formats"],
  ["sc", undefined],
  ["x", undefined],
  ["", undefined],
  ["completely", undefined],
])("'%s' is a slip of %s", (word, meant) => {
  expect(nearest(word, ["redact", "scan", "formats"])).toBe(meant);
});

test("a hint says what may be meant, and else what to do", () => {
  expect(meantOr("scann", ["scan"], "see --help")).toBe("did you mean 'scan'? see --help");
  expect(meantOr("x", [], "see --help")).toBe("see --help");
});
