import type { FindingClass } from "../core/finding.ts";
import type { Rule } from "../core/rule.ts";

/** Shorter words stand in any text by chance. In characters. */
export const leastKeyword = 3;

/** What a keyword makes worse: what says who, where and in which network. */
export const raisedByKeyword: ReadonlySet<FindingClass> = new Set([
  "identity",
  "host",
  "path",
  "storage",
]);

/** The rule of a word that stands by itself, in no other finding. */
export const keywordRule = "organisation-keyword";

/** Rules that find the words that the user named: a company, the code name of a project, a domain. */
export const keywordRules = (keywords: readonly string[]): readonly Rule[] =>
  keywords.map((keyword) => ({
    id: keywordRule,
    title: "Word that was asked for",
    class: "identity",
    severity: "medium",
    confidence: "medium",
    general: true,
    harm: "It names the organisation or a project of it, which the release was to keep to itself.",
    remedy: "Write something neutral instead, or take the word off the list if it may be known.",
    keywords: [keyword.toLowerCase()],
    pattern: patternOf(keyword),
    references: ["https://attack.mitre.org/techniques/T1591/"],
    examples: { found: [`«${keyword}»`], ignored: [`x${keyword}x`] },
  }));

/** Says whether a value names one of the words. */
export function namesAny(keywords: readonly string[]): (value: string) => boolean {
  const patterns = keywords.map(patternOf);
  return (value) => patterns.some((pattern) => pattern.test(bytesOf(value)));
}

/**
 * The word in any case, where no letter goes on with it: `acme` in `acme-nlp`,
 * `ACME_2` and `acme2024`, not in `acmeology`. What joins the words of a name
 * may be anything that does, or nothing.
 */
function patternOf(keyword: string): RegExp {
  const words = bytesOf(keyword.trim())
    .split(/[\s_-]+/)
    .map((word) => word.replaceAll(/[^A-Za-z0-9\x80-\xff]/g, String.raw`\$&`));
  const notDigit = /^\d/.test(keyword.trim()) ? "0-9" : "";
  return new RegExp(
    String.raw`(?<![A-Za-z${notDigit}\x80-\xff])(?<value>${words.join("[ _.-]?")})(?![A-Za-z\x80-\xff])`,
    "i",
  );
}

/** Text as patterns see it: one character per byte. */
const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");
