import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { all as clues } from "../../rules/clues/index.ts";
import { all as secrets } from "../../rules/secrets/index.ts";
import { type Dialect, parsePattern } from "./parse.ts";
import { compilePattern, printPattern } from "./print.ts";
import { bytesText, commonPattern, matchesOf, sampleOf } from "./testing.ts";

const printed = (text: string, dialect: Dialect, flags?: string): string =>
  printPattern(parsePattern(text, dialect, flags));

describe.each([...secrets, ...clues].map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  test("its pattern printed from the tree agrees with itself", () => {
    const flags = `${rule.pattern.flags.replace("m", "")}m`;
    const original = new RegExp(rule.pattern.source, flags);
    const tree = parsePattern(original.source, "js", flags);
    const copy = compilePattern(tree);
    for (const text of [...rule.examples.found, ...rule.examples.ignored]) {
      const plain = Buffer.from(text.replaceAll(/[«»]/g, "")).toString("latin1");
      expect(matchesOf(copy, plain)).toEqual(matchesOf(original, plain));
    }
    fc.assert(
      fc.property(fc.tuple(bytesText, sampleOf(tree), bytesText), (pieces) => {
        const text = pieces.join("");
        expect(matchesOf(copy, text)).toEqual(matchesOf(original, text));
      }),
      { numRuns: 8 },
    );
  });
});

test("JavaScript's patterns printed from the tree agree with themselves", () => {
  const flags = fc.constantFrom("", "i", "m", "s", "im");
  const texts = fc.array(bytesText, { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(commonPattern, flags, texts, (source, given, subjects) => {
      const original = new RegExp(source, given);
      const copy = compilePattern(parsePattern(source, "js", given));
      for (const text of subjects) expect(matchesOf(copy, text)).toEqual(matchesOf(original, text));
    }),
    { numRuns: 500 },
  );
});

/** What RE2 takes for one character, and UTF-8 spells with several bytes. */
const beyondAscii =
  "[\\xc2-\\xdf][\\x80-\\xbf]|[\\xe0-\\xef][\\x80-\\xbf][\\x80-\\xbf]|[\\xf0-\\xf4][\\x80-\\xbf][\\x80-\\xbf][\\x80-\\xbf]";

test.each([
  ["a(?i)b|c", "js:a[Bb]|[Cc]"],
  ["(a(?i)b)c", "(a[Bb])c"],
  ["(?i:a(?-i:b))", "[Aa]b"],
  ["(?i)_-", "_\\-"],
  ["(?P<name>a)(?<other>b)", "(?<name>a)(?<other>b)"],
  ["\\Aa\\z", "(?<![^])a(?![^])"],
  ["^a$", "(?<![^])a(?![^])"],
  ["(?m)^a$", "(?<![^\\x0a])a(?![^\\x0a])"],
  ["(?s).*(?-s).*", "[^]*[^\\x0a]*"],
  ["(?U)a+b+?", "a+?b+"],
  ["\\Qa.b\\E*", "a\\.b*"],
  ["\\Qa|", "a\\|"],
  ["[[:alpha:][:^alnum:]]+", "[^0-9]+"],
  ["[[:digit:]-]", "[\\-0-9]"],
  ["\\s[^\\s]*", "[\\x09\\x0a\\x0c\\x0d ][^\\x09\\x0a\\x0c\\x0d ]*"],
  ["[]a]", "[\\]a]"],
  ["[^]a]*", "[^\\]a]*"],
  ["\\x{41}\\x42\\103\\0", "ABC\\x00"],
  ["é{2}", "(?:\\xc3\\xa9){2}"],
  ["[^a]+", "[^a]+"],
  ["[^a]", `[\\x00-\`b-\\x7f]|${beyondAscii}`],
  ["[^a]{2,}", `(?:[\\x00-\`b-\\x7f]|${beyondAscii}){2}[^a]*`],
  ["(?:a*?)?", "a*?|"],
  ["(?:a?){1,2}", "(?:a?){1}(?:a?|)"],
  ["[\\x00-\\x{10ffff}]*", "[^]*"],
  ["a{,3}{", "a\\{,3\\}\\{"],
])("RE2's %s", (source, expected) => {
  const wanted = expected.replace(/^js:/, "");
  expect(compilePattern(parsePattern(source, "re2")).source).toBe(wanted);
});

test("JavaScript's own forms", () => {
  expect(printed("[]", "js")).toBe("[]");
  expect(printed("[^]\\x41\\u0042[\\b]", "js")).toBe("[^]AB\\x08");
  expect(printed("é…", "js")).toBe("\\xe9\\xe2\\x80\\xa6");
  expect(printed("[\\x80-\\uffff]", "js")).toBe("[\\x80-\\xff]");
  expect(printed("(?:a|[bc])*", "js")).toBe("[a-c]*");
  expect(printed("(?<q>['\"])a\\k<q>", "js", "i")).toBe("(?<q>[\"'])[Aa]\\k<q>");
  expect(printed("(?=(?<r>a+))\\k<r>", "js", "i")).toBe("(?=(?<r>[Aa]+))\\k<r>");
  expect(printed("(?<![A-Z])a(?=b)", "js")).toBe("(?<![A-Z])a(?=b)");
});

test.each<[Dialect, string, string]>([
  ["js", "(a)\\1", "reference"],
  ["js", "\\k<a>", "no group"],
  ["js", "(?i:(?<a>b)\\k<a>)", "without case"],
  ["js", "\\p{L}", "Unicode"],
  ["js", "[…]", "no byte"],
  ["js", "\\q", "unknown escape"],
  ["js", "a(?i)b", "unknown kind"],
  ["js", "a**", "repeat of a repeat"],
  ["js", "*a", "nothing to repeat"],
  ["re2", "{2}", "nothing to repeat"],
  ["re2", "[é]", "beyond ASCII"],
  ["re2", "(?=a)", "unknown kind"],
  ["re2", "a++", "possessive"],
  ["re2", "[b-a]", "backwards"],
  ["re2", "a{2,1}", "backwards"],
  ["re2", "a{1001}", "more than 1000"],
  ["re2", "(?:a*)*", "may be empty"],
  ["re2", "[a-\\d]", "ends in a class"],
  ["re2", "(?i)é", "beyond ASCII without case"],
  ["re2", "[[:word:]", "without end"],
  ["re2", "[[:what:]]", "unknown class"],
  ["re2", "(a", "without end"],
  ["re2", "a)", "without its pair"],
  ["re2", "a\\", "too soon"],
  ["re2", "(".repeat(300), "too deep"],
])("%s refuses %s", (dialect, source, message) => {
  expect(() => parsePattern(source, dialect)).toThrow(message);
});
