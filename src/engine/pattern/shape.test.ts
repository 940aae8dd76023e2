import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stripLead } from "./lead.ts";
import { requiredLiterals } from "./literals.ts";
import { byteSet, bytesOf } from "./node.ts";
import { parsePattern } from "./parse.ts";
import { compilePattern, printPattern } from "./print.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { bytesText, commonPattern, isQuick, sampleOf } from "./testing.ts";

function shape(source: string, flags = "m"): Shape {
  const [literal] = requiredLiterals(parsePattern(source, "js", flags))?.literals ?? [];
  const [place] = literal?.places ?? [];
  if (!literal || !place) throw new Error("no literal");
  return shapeOf(literal, place);
}

const shown = (set: Shape["notBefore"]): string =>
  printPattern({ kind: "set", bytes: byteSet(set) });
const steps = (source: string, flags?: string): string[] =>
  shape(source, flags).ways.map((way) =>
    way.map(({ bytes, min, max }) => `${shown(bytes)}{${min},${max}}`).join(" "),
  );

test("what may not stand before: classes, edges of words, and what the pattern takes there", () => {
  expect(shown(shape("(?<![A-Z])zqk_").notBefore)).toBe("[A-Z]");
  expect(shown(shape("\\bzqk_").notBefore)).toBe("[0-9A-Z_a-z]");
  expect(shown(shape("[0-9a-f]{8}zqk_").notBefore)).toBe("[^0-9a-f]");
  expect(shown(shape("[0-9a-f]{0,8}zqk_").notBefore)).toBe("[]");
  expect(
    bytesOf(shape("(?<![A-Za-z0-9_](?<!\\\\[nrt]|%[0-9A-F]{2}))zqk_").notBefore),
  ).not.toContain(0x6e);
  expect(bytesOf(shape("(?<![A-Za-z0-9_](?<!\\\\[nrt]|%[0-9A-F]{2}))zqk_").notBefore)).toContain(
    0x6b,
  );
});

test("the run that tells most", () => {
  const { runAfter } = shape("zqk_[A-Z]{20}[^x]{1,9}");
  expect([shown(runAfter.bytes), runAfter.min]).toEqual(["[A-Z]", 20]);
  expect(shape("zqk_[a-z]{200}").runAfter.min).toBe(64);
  const { runBefore } = shape("[0-9a-f]{32}zqk_");
  expect([shown(runBefore.bytes), runBefore.min]).toEqual(["[0-9a-f]", 32]);
});

test("steps end where the next one starts, and are joined where that cannot be told", () => {
  expect(steps("zqk_\\d{3}-[a-z]{4,9}\\.\\w")).toEqual([
    "[0-9]{3,3} \\-{1,1} [a-z]{4,9} \\.{1,1} [0-9A-Z_a-z]{1,1}",
  ]);
  expect(steps("zqk_[a-z]{0,9}b?[a-z]{3}")).toEqual(["[a-z]{3,3}"]);
  expect(steps("zqk_[ -]{0,9}[=:]['\"]?[a-z]{20,}")).toEqual([
    "[ \\-]{0,9} [:=]{1,1} [\"']{0,1} [a-z]{20,20}",
  ]);
  expect(steps("zqk_(?::[a-z]+(?==)|)=x")).toEqual([
    ":{1,1} [a-z]{1,Infinity} ={1,1} x{1,1}",
    "={1,1} x{1,1}",
  ]);
});

test.each([
  ["[\\w.-]{0,50}?(?:key|token)=(?<value>x)", "(?:key|token)=(?<value>x)"],
  ["(?:[\\w.-]{0,50}?[-]{0,3}?key)=(?<value>x)", "key=(?<value>x)"],
  ["[ab]*c(?<value>x)", "c(?<value>x)"],
  ["[ab]*b(?<value>x)", "[ab]*b(?<value>x)"],
  ["[ab]*c?(?<value>b)", "[ab]*c?(?<value>b)"],
  ["(?<value>[ab]*?c)", "(?<value>[ab]*?c)"],
  ["\\b[ab]*?c", "\\b[ab]*?c"],
  ["(?:ab)*?c", "(?:ab)*?c"],
])("the lead of %s", (source, expected) => {
  expect(printPattern(stripLead(parsePattern(source, "js")))).toBe(expected);
});

test("without its lead a pattern captures the same values", () => {
  const lead = fc.constantFrom(
    "[\\w-]{0,9}?",
    "[ab]*",
    "[ab_]{0,3}",
    "\\w*?[-=]{0,2}",
    "(?:[a-k]*?[ab]??)",
  );
  const values = (pattern: RegExp, text: string) =>
    [...text.matchAll(pattern)].map(({ groups }) => groups?.["value"]);
  fc.assert(
    fc.property(lead, commonPattern, commonPattern, fc.gen(), (start, middle, value, gen) => {
      const source = `${start}(?:${middle})(?<value>(?:${value})\\S)`;
      fc.pre(isQuick(source));
      const tree = parsePattern(source, "js");
      const whole = gen(() => bytesText) + gen(() => sampleOf(tree)) + gen(() => bytesText);
      expect(values(compilePattern(stripLead(tree), "g"), whole)).toEqual(
        values(compilePattern(tree, "g"), whole),
      );
    }),
    { numRuns: 300 },
  );
});
