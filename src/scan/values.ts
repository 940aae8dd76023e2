import type { Rule } from "../core/rule.ts";

/** A value that is known, and must stand nowhere. Plain data, so that it can be sent to a worker. */
export interface KnownValue {
  /** What it is called, in reports. */
  readonly name: string;
  /** The ways in which it may be written, each of one line, one character per byte. */
  readonly spellings: readonly string[];
}

/** The rule of a known value. */
export const knownValueRule = "known-secret-value";

/** Rules that find values which are known: the secrets that a command was given. */
export const valueRules = (values: readonly KnownValue[]): readonly Rule[] =>
  values.map(({ name, spellings }) => ({
    id: knownValueRule,
    title: `Value of ${name}`,
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "It is the secret itself, which somebody who reads the file can use.",
    remedy: "Revoke it where it was made, and keep it out of what the command writes.",
    keywords: [name.toLowerCase()],
    pattern: new RegExp(`(?<value>${longestFirst(spellings).map(literal).join("|")})`),
    references: ["https://attack.mitre.org/techniques/T1552/001/"],
    // Of a value that is not to be said there is no example.
    examples: { found: ["«»"], ignored: [""] },
  }));

/** Of two that start alike the longer one is the match. */
const longestFirst = (spellings: readonly string[]): readonly string[] =>
  spellings.toSorted((one, other) => other.length - one.length);

const literal = (spelling: string): string =>
  spelling.replaceAll(
    /[^A-Za-z0-9\x80-\xff]/g,
    (character) => String.raw`\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
