import * as fc from "fast-check";
import { expect, test } from "vitest";
import { stripLead } from "./lead.ts";
import { parsePattern } from "./parse.ts";
import { compilePattern, printPattern } from "./print.ts";
import { bytesText, commonPattern, isQuick, sampleOf } from "./testing.ts";

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
