import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { parsePattern } from "../engine/pattern/parse.ts";
import { importedRules } from "../import/gitleaks.ts";
import { allRules } from "../rules/all.ts";
import { gitleaksToml } from "./gitleaks.ts";
import { printRe2 } from "./re2.ts";
import { withoutLooks } from "./without-looks.ts";

const value = (pattern: string): string => pattern.replace("(V", "(?<value>");

/** What RE2 gets of a pattern, and whether it means the same. */
function carried(pattern: string, flags = ""): unknown[] {
  const { node, exact } = withoutLooks(parsePattern(value(pattern), "js", `m${flags}`));
  const printed = printRe2(node);
  return printed ? [printed.text, printed.exact && exact] : ["refused", false];
}

test.each([
  // The edge of a word says the same.
  ["(?<![A-Za-z0-9_])(Vzqk_[a-z]{4})(?![A-Za-z0-9_])", "(?m)\\b(zqk_[a-z]{4})\\b", true],
  ["(?<!\\w)(Vzqk)", "(?m)\\b(zqk)", true],
  // Or one more byte that may stand there.
  ["(?<![A-Za-z0-9])(Vzqk)(?![A-Za-z0-9])", "(?m)(?:\\b|_)(zqk)(?:\\b|_)", true],
  ["(Vzqk)(?![\\w-])", "(?m)(zqk)(?:[^\\-0-9A-Z_a-z]|\\z)", true],
  ["(?<![\\w](?<!%[0-9A-F]{2}))(Vzqk)", "(?m)(?:\\b|%[0-9A-F]{2})(zqk)", true],
  // What must stand there is taken with the match.
  ["(?<=k=|k: )(Vzqk)(?=;|$)", "(?m)(?:k=|k: )(zqk)(?:;|$)", true],
  // A look back at the last byte is a part of what takes it.
  ["(Vzqk[a-z.]{2,9}(?<![.]))", "(?m)(zqk[\\.a-z]{1,8}[a-z])", true],
  ["(Vzqk[.]{0,9}(?<![.]))", "(?m)(zq(?:k\\.{0,8}[^\\x00-\\x{10FFFF}]|k))", true],
  // More is found where a look has no other form.
  ["(?<![\\w.])(Vzqk)", "(?m)\\b(zqk)", false],
  ["(Vzqk(?=[a-z]*[0-9])[a-z0-9]{4})", "(?m)(zqk[0-9a-z]{4})", false],
  ["(?<![\\w])(V-zqk)", "(?m)(\\-zqk)", false],
  ["(Vzqk[a-z]{20,3000})", "(?m)(zqk[a-z]{20,})", false],
  ["(Vzqk(?:[a-z]{60}-){30})", "(?m)(zqk(?:[a-z]+\\-){30})", false],
  ["(Vzqk)[\\x80-\\x90]", "refused", false],
  ["(Vzqk)[^a\\s]", "(?m)(zqk)[^\\x09-\\x0d a]", true],
])("%s becomes %s", (pattern, text, exact) => {
  expect(carried(pattern)).toEqual([text, exact]);
});

test("case is a flag where all of the pattern is read without it", () => {
  expect(carried("(Vzqk_[a-z])", "i")).toEqual(["(?im)(zqk_[a-z])", true]);
  expect(carried("k[A-Z](Vz)")).toEqual(["(?m)k[A-Z](z)", true]);
});

test("all rules are there, or said to be missing, and tare can read them again", () => {
  const { toml, rules, exact, missing } = gitleaksToml(allRules);
  const read = parse(toml) as unknown as { rules: { id: string; regex?: string }[] };
  expect(read.rules.length).toBe(rules);
  expect(rules + missing.length).toBe(allRules.length);
  expect(missing.length).toBeLessThan(allRules.length / 20);
  expect(exact).toBeGreaterThan(0);
  for (const { id } of missing) expect(toml).toContain(`# not carried over: ${id}: `);
  for (const { regex = "a" } of read.rules) parsePattern(regex, "re2");
  const first = toml.split("\n\n")[1] ?? "";
  expect(importedRules([{ path: "x.toml", text: first }]).refused).toEqual([]);
});
