import { pairBits, spell } from "./pieces.ts";

/** What is measured of a value, in the order of the weights. */
export const featureNames = [
  "one",
  "length",
  "short",
  "entropy",
  "distinct",
  "lettersPerPiece",
  "longestPiece",
  "longPieces",
  "pairBits",
  "letters",
  "digits",
  "uppers",
  "marks",
  "separators",
  "changes",
  "odd",
  "hex",
  "walk",
  "wordThenNumber",
  "inside",
] as const;

/**
 * The measures of a value: how well words spell it, what characters it is made
 * of and how they take turns, and how it is laid out. Each is about 0 to 1.
 *
 * @param value ASCII; other characters count as marks.
 */
export function featuresOf(value: string): number[] {
  const { length } = value;
  const words = wordsIn(value);
  const kinds = kindsIn(value);
  const { entropy, distinct } = spread(value);
  return [
    1,
    Math.min(1, Math.log2(length) / 6),
    Math.max(0, 1 - length / 12),
    entropy / Math.max(1, Math.log2(Math.min(length, 64))),
    distinct / Math.min(length, 40),
    words.perPiece / 6,
    Math.min(10, words.longest) / 10,
    Math.min(24, words.inLong) / 24,
    words.pairBits / 8,
    kinds.letter / length,
    kinds.digit / length,
    kinds.upper / length,
    kinds.mark / length,
    kinds.separator / length,
    kinds.changes / length,
    Number(/[!@#$%^&*?~|;]/.test(value)),
    Number(/^(?=.{0,40}[0-9])(?:[0-9a-f]{16,}|[0-9A-F]{16,})$/.test(value)),
    walked(value) / length,
    Number(/^[A-Za-z]{3,14}[-_@.#!]?[0-9]{1,4}[!?.$#*]{0,2}$/.test(value)),
    Number(/[a-z][0-9]{1,2}[a-z]/i.test(value)),
  ];
}

/** Shannon entropy in bits per character. */
export const entropy = (text: string): number => spread(text).entropy;

/** How even the characters of a text are spread, and how many different ones there are. */
function spread(text: string): { readonly entropy: number; readonly distinct: number } {
  const counts = new Map<number, number>();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return { entropy: bits, distinct: counts.size };
}

interface Spelling {
  /** Letters for each piece. */
  readonly perPiece: number;
  /** Letters of the longest piece. */
  readonly longest: number;
  /** How many letters stand in pieces of four and more. */
  readonly inLong: number;
  readonly pairBits: number;
}

/** How well pieces of words spell the letters of a value, each part of `camelCase` by itself. */
function wordsIn(value: string): Spelling {
  let letters = 0;
  let pieces = 0;
  let longest = 0;
  let inLong = 0;
  let bits = 0;
  let pairs = 0;
  for (const part of value.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []) {
    const small = part.toLowerCase();
    const spelt = spell(small);
    const cost = pairBits(small);
    letters += small.length;
    pieces += spelt.count;
    longest = Math.max(longest, spelt.longest);
    inLong += spelt.inLong;
    bits += cost.bits;
    pairs += cost.pairs;
  }
  return {
    perPiece: letters / Math.max(1, pieces),
    longest,
    inLong,
    pairBits: bits / Math.max(1, pairs),
  };
}

interface Kinds {
  letter: number;
  upper: number;
  digit: number;
  separator: number;
  mark: number;
  /** How often one kind follows another; `Aa` is one word. */
  changes: number;
}

type Kind = "lower" | Exclude<keyof Kinds, "letter" | "changes">;

/** The kind of each ASCII character; all others are marks. */
const kindOf: readonly Kind[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[a-z]/.test(character)) return "lower";
  if (/[A-Z]/.test(character)) return "upper";
  if (/[0-9]/.test(character)) return "digit";
  return "_-./: ,".includes(character) ? "separator" : "mark";
});

/** How many characters of each kind there are. */
function kindsIn(value: string): Kinds {
  const counts = { lower: 0, upper: 0, digit: 0, separator: 0, mark: 0, changes: 0 };
  let last: Kind | undefined;
  for (let at = 0; at < value.length; at++) {
    const kind = kindOf[value.charCodeAt(at)] ?? "mark";
    counts[kind]++;
    if (kind !== last && last !== undefined && !(last === "upper" && kind === "lower"))
      counts.changes++;
    last = kind;
  }
  return { ...counts, letter: counts.lower + counts.upper };
}

/** Four keys that follow one another on a keyboard, in a row or a slanted column, to or fro. */
const steps = new Set(
  "`1234567890 qwertyuiop asdfghjkl zxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm"
    .split(" ")
    .flatMap((row) => [row, [...row].reverse().join("")])
    .flatMap((row) => Array.from({ length: row.length - 3 }, (_, at) => row.slice(at, at + 4))),
);

/** How many characters belong to walks over the keyboard of at least four keys. */
function walked(value: string): number {
  const small = value.toLowerCase();
  let count = 0;
  for (let at = 0; at + 4 <= small.length; at++)
    if (steps.has(small.slice(at, at + 4))) count += count === 0 ? 4 : 1;
  return count;
}
