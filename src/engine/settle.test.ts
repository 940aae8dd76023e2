import { expect, test } from "vitest";
import type { Rule } from "../core/rule.ts";
import type { Match } from "./matcher.ts";
import { settle } from "./settle.ts";

const match = (id: string, start: number, end: number, more: Partial<Rule> = {}): Match => ({
  rule: { id, class: "secret", severity: "high", ...more } as Rule,
  span: { start, end },
  confidence: "medium",
});

const left = (...matches: readonly Match[]): string[] =>
  settle(matches).map(({ rule, span }) => `${rule.id}@${span.start}`);

test("matches that do not touch are all left, in the order of their places", () => {
  expect(left(match("b", 10, 12), match("a", 0, 10))).toEqual(["a@0", "b@10"]);
});

test("of a chain of matches that overlap, the best that do not are left", () => {
  const weak = match("weak", 4, 14, { general: true });
  expect(left(match("a", 0, 5), weak, match("c", 12, 20))).toEqual(["a@0", "c@12"]);
});

test("a secret beats a clue, severity decides, then length", () => {
  const clue = match("clue", 0, 30, { class: "path", severity: "critical" });
  expect(left(clue, match("low", 2, 9, { severity: "low" }), match("long", 2, 12))).toEqual([
    "long@2",
  ]);
});

test("matches of which each overlaps the next are settled in a time that grows with their number", () => {
  const chain = Array.from({ length: 100_000 }, (_, at) => match("chain", at * 3, at * 3 + 5));
  // Held one against the other they took longer than a test may.
  expect(settle(chain)).toHaveLength(50_000);
});

test("of equals the same one is left, in whatever order they come", () => {
  const all = [match("b", 2, 9), match("a", 2, 9), match("c", 2, 9)];
  expect([left(...all), left(...all.toReversed())]).toEqual([["a@2"], ["a@2"]]);
});
