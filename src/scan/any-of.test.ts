import { expect, test } from "vitest";
import { anyOf } from "./any-of.ts";

test("is true where one of the patterns matches, each by its own flags", () => {
  const any = anyOf([/^a|b$/, /C/i, /(?<x>d)e/, /(?<x>f)g/]);
  expect(["ab", "xb", "xc", "de", "fg"].map(any)).toEqual([true, true, true, true, true]);
  expect(["bx", "B", "d", ""].map(any)).toEqual([false, false, false, false]);
});

test("of no patterns none matches", () => {
  expect(anyOf([])("a")).toBe(false);
});
