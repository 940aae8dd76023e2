import { type FindingClass, rank, type Severity } from "../core/finding.ts";
import type { Rule } from "../core/rule.ts";

/** A word of the organisation that others are not to read: a company, the code name of a project, a domain. */
export interface Keyword {
  readonly word: string;
  /** How bad it is where it stands; `medium` where nothing is said. */
  readonly severity?: Severity;
  /** Why nobody is to read it. */
  readonly reason?: string;
}

/** Shorter words stand in any text by chance. In characters. */
export const leastKeyword = 3;

/** Shorter words begin with a capital by chance in base64. In characters. */
const leastCapital = 4;

/** What a keyword makes worse: what says who, where and in which network. */
export const raisedByKeyword: ReadonlySet<FindingClass> = new Set([
  "identity",
  "host",
  "path",
  "storage",
]);

/** The rule of a word that stands by itself, in no other finding. */
export const keywordRule = "organisation-keyword";

/** How bad a keyword is where it stands. */
export const severityOf = ({ severity = "medium" }: Keyword): Severity => severity;

/** Whether a keyword makes worse what names it: one that matters little by itself does not. */
const raises = (keyword: Keyword): boolean => rank(severityOf(keyword)) >= rank("medium");

/** Rules that find the words that the user named. */
export const keywordRules = (keywords: readonly Keyword[]): readonly Rule[] =>
  keywords.flatMap((keyword) =>
    patternsOf(keyword.word).map((pattern) => ({
      id: keywordRule,
      title: "Word that was asked for",
      class: "identity",
      severity: severityOf(keyword),
      confidence: "medium",
      general: true,
      harm: `It names the organisation or a project of it, which the release was to keep to itself${
        keyword.reason === undefined ? "" : `: ${keyword.reason}`
      }.`,
      remedy: "Write something neutral instead, or take the word off the list if it may be known.",
      keywords: [keyword.word.toLowerCase()],
      pattern,
      references: ["https://attack.mitre.org/techniques/T1591/"],
      examples: { found: [`«${keyword.word}»`], ignored: [`x${keyword.word}x`] },
    })),
  );

/** Says whether a value names one of the words, of those that make it worse. */
export function namesAny(keywords: readonly Keyword[]): (value: string) => boolean {
  const patterns = keywords.filter(raises).flatMap(({ word }) => patternsOf(word));
  return (value) => patterns.some((pattern) => pattern.test(bytesOf(value)));
}

/** Finds how a text spells a word: the first place, as it stands there. */
export function spellingIn(text: string, { word }: Keyword): string | undefined {
  const bytes = bytesOf(text);
  for (const pattern of patternsOf(word)) {
    const value = pattern.exec(bytes)?.groups?.["value"];
    if (value !== undefined) return Buffer.from(value, "latin1").toString();
  }
  return undefined;
}

/**
 * The word in any case, where no letter goes on with it: `acme` in `acme-nlp`,
 * `ACME_2` and `acme2024`, not in `acmeology`. What joins the words of a name
 * may be anything that does, or nothing. Where capitals part words, the word may
 * be one of them: `AcmeClient`, `myAcme`, `acmeClient`.
 */
function patternsOf(keyword: string): readonly RegExp[] {
  const words = bytesOf(keyword.trim())
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
  const notDigit = /^\d/.test(keyword.trim()) ? "0-9" : "";
  const alone = new RegExp(
    String.raw`(?<![A-Za-z${notDigit}\x80-\xff])(?<value>${words.map(escaped).join("[ _.-]?")})(?![A-Za-z\x80-\xff])`,
    "i",
  );
  return isCapitalised(words) ? [alone, amongCapitals(words)] : [alone];
}

/** Whether words are such as names in code are put together of. */
const isCapitalised = (words: readonly string[]): boolean =>
  words.join("").length >= leastCapital && words.every((word) => /^[a-z][a-z0-9]*$/i.test(word));

function amongCapitals(words: readonly string[]): RegExp {
  const capitals = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  const [first = "", ...others] = capitals;
  const name = [first, ...others].join("");
  const start = [first.toLowerCase(), ...others].join("");
  return new RegExp(
    String.raw`(?<value>(?<![A-Z])${name}(?![a-z])|(?<![A-Za-z])${start}(?=[A-Z]))`,
  );
}

const escaped = (word: string): string =>
  word.replaceAll(/[^A-Za-z0-9\x80-\xff]/g, String.raw`\$&`);

/** Text as patterns see it: one character per byte. */
const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");
