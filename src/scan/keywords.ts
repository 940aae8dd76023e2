import { TareError } from "../core/error.ts";
import { type FindingClass, rank, type Severity } from "../core/finding.ts";
import type { Rule } from "../core/rule.ts";
import { mostLiterals } from "../engine/image.ts";

/** A word of the organisation that others are not to read: a company, the code name of a project, a domain. */
export interface Keyword {
  readonly word: string;
  /** How bad it is where it stands; `medium` where nothing is said. */
  readonly severity?: Severity;
  /** Why nobody is to read it. */
  readonly reason?: string;
}

/** Shorter words stand in any text by chance. In characters. */
const leastKeyword = 3;

/** Shorter words begin with a capital by chance in base64. In characters. */
const leastCapital = 4;

/** As much of a word is searched for as the engine's literals hold, in bytes. */
const searchedFor = 16;

/**
 * Keywords as they are given, without white space around them.
 *
 * @throws {TareError} `usage`: one is too short to say anything, or there are more than the search
 * has room for: to compile them before that shows takes a minute.
 */
export function keywordsFrom(given: readonly (string | Keyword)[]): readonly Keyword[] {
  const keywords = given.map((each) =>
    typeof each === "string" ? { word: each.trim() } : { ...each, word: each.word.trim() },
  );
  for (const { word } of keywords)
    if (word.length < leastKeyword)
      throw new TareError("usage", `the keyword '${word}' is too short`, {
        hint: `give ${leastKeyword} characters or more`,
      });
  const texts = new Set(keywords.flatMap(({ word }) => ownTexts(word)));
  if (texts.size > mostLiterals)
    throw new TareError("usage", `${keywords.length} keywords are too many`, {
      hint: `the search has room for ${mostLiterals} texts, and needs up to three for each: use fewer`,
    });
  return keywords;
}

/** Of the texts that are searched for because of a keyword those that it shares with none that differs. */
export function ownTexts(keyword: string): readonly string[] {
  const words = wordsOf(keyword);
  const text = words.join("").toLowerCase().slice(0, searchedFor);
  const alone = words.length === 1 ? [text] : [];
  return isCapitalised(words) ? [...alone, `${text} Capital`, `${text} small`] : alone;
}

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
  const words = wordsOf(keyword);
  const notDigit = /^\d/.test(keyword.trim()) ? "0-9" : "";
  const alone = new RegExp(
    String.raw`(?<![A-Za-z${notDigit}\x80-\xff])(?<value>${words.map(escaped).join("[ _.-]?")})(?![A-Za-z\x80-\xff])`,
    "i",
  );
  return isCapitalised(words) ? [alone, amongCapitals(words)] : [alone];
}

/** What stands between spaces and joining signs, one character per byte. */
const wordsOf = (keyword: string): readonly string[] =>
  bytesOf(keyword.trim())
    .split(/[\s_-]+/)
    .filter((word) => word !== "");

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
