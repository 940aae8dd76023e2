import { expect, test } from "vitest";
import { signs, signWidth } from "../core/decoder.ts";
import { plainSigns } from "./signs.ts";

/** What is seen of a text: the offset of each part with a sign, and its signs. */
const seen = (text: string): readonly (readonly [number, number])[] =>
  [...plainSigns(Buffer.from(text, "latin1"))].map(
    (each) => [each & -signWidth, each & (signWidth - 1)] as const,
  );

const { run, percent, backslash, entity, join, list } = signs;

test.each([
  ["QwErTyUiOpAsDfGhJkLzXcVb", run],
  ["QwErTyUiOpAsDfGhJkLzXcV", 0],
  ["QwErTyUi OpAsDfGhJkLzXcVb", 0],
  ["a%2Fb", percent],
  ["100% of", 0],
  [String.raw`\x41`, backslash],
  [String.raw`\u0041`, backslash],
  [String.raw`\101`, backslash],
  [String.raw`C:\dir`, 0],
  ["&#65;", entity],
  ["&amp;", entity],
  ["a && b", 0],
  ['"ab" + "cd"', join],
  ["'ab'\n  'cd'", join],
  ["ab\\\ncd", join],
  ['"ab", "cd"', 0],
  ["0x41, 0x42", list],
  ["41:42:43:44", list],
  ["chr(65)", list],
  ["String.fromCharCode(65)", list],
  ["text[::-1]", list],
  ["=3D", list],
  ['["a","b"]', list],
  ['"".join(', list],
  ["12:30:15 on Monday", 0],
])("%j has just this sign: %i", (text, sign) => {
  expect(seen(text)).toEqual(sign === 0 ? [] : [[0, sign]]);
});

test("a sign is told of where it begins, also where it ends in the next part", () => {
  const before = (size: number): string => " ".repeat(size);
  expect(seen(`${before(62)}%41`)).toEqual([[0, percent]]);
  expect(seen(`${before(64)}%41`)).toEqual([[64, percent]]);
  expect(seen(`${before(130)}QwErTyUiOpAsDfGhJkLzXcVb`)).toEqual([[128, run]]);
});

test("what stands before a part counts for a sign at its begin", () => {
  const text = `${" ".repeat(63)}a" + "b`;
  expect(seen(text)).toEqual([[64, join]]);
});

test("a run goes on in each part that begins 24 of it", () => {
  expect(seen("a".repeat(130)).map(([at]) => at)).toEqual([0, 64]);
});

test("there is nothing in nothing", () => {
  expect(seen("")).toEqual([]);
});
