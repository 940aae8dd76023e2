import { expect, test } from "vitest";
import { guardFrom } from "./image.ts";
import { allowsFirst } from "./pattern/guard.ts";
import { compile } from "./program.ts";

test("takes from a pattern what stands in every match, and what must stand around it", () => {
  const { literals, rules, guards } = compile([
    { id: "token", pattern: /(?<![a-z])(?<value>tok_[0-9]{4})/ },
    { id: "word", pattern: /(?<value>tok_[a-f]{4})/ },
  ]);
  expect(literals.map(({ text, fold }) => [text, fold])).toEqual([["tok_", 0]]);
  const [literal] = literals;
  expect(literal?.checks.map(({ rule, before }) => [rule, before >= 0])).toEqual([
    [0, true],
    [1, false],
  ]);
  const allows = (number: number, text: string): boolean[] =>
    [...text].map((each) => allowsFirst(guardFrom(guards[number]), each.charCodeAt(0)));
  expect(literal?.checks.map(({ after }) => allows(after, "5c-"))).toEqual([
    [true, false, false],
    [false, true, false],
  ]);
  expect(allows(literal?.after ?? -1, "5c-")).toEqual([true, true, false]);
  expect(rules.map(({ sticky }) => sticky)).toEqual([true, true]);
});

test("letters of a pattern without case are folded", () => {
  const { literals } = compile([{ id: "word", pattern: /Secret:(?<value>.)/i }]);
  expect(literals.map(({ text, fold }) => [text, fold.toString(2)])).toEqual([
    ["secret:", "111111"],
  ]);
});

test("a pattern that requires nothing is refused by name", () => {
  expect(() => compile([{ id: "any", pattern: /(?<value>[a-z]+)/ }])).toThrow(
    "rule 'any': its pattern requires no text of two bytes",
  );
});
