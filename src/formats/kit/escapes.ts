import { type Coding, codingOf, itself, nothing, type Unit } from "../../core/coding.ts";

const backslash = 0x5c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** What one letter after a backslash spells: those of TOML, and those that YAML adds (YAML 1.2.2 §5.7). */
const letters: Readonly<Record<string, number>> = {
  0: 0,
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  e: 0x1b,
  " ": 0x20,
  '"': 0x22,
  "/": 0x2f,
  "\\": backslash,
  N: 0x85,
  _: 0xa0,
  L: 0x20_28,
  P: 0x20_29,
};

/** How many hexadecimal digits follow. */
const digits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * Strings in double quotes as in TOML and dotenv: `\n`, `\u0041`, and a
 * backslash at a line's end, which takes the end away. Other escapes stand for
 * themselves.
 */
export const quotedEscapes: Coding = codingOf("escapes", escapeAt, "\\");

/** The same in YAML, where a line's end alone is a space, and an empty line a line feed (§7.3.1). */
export const yamlEscapes: Coding = codingOf(
  "yaml",
  (coded, at) => {
    if (coded[at] === backslash) return escapeAt(coded, at);
    const end = pastSpace(coded, at);
    const feeds = coded.subarray(at, end).filter((each) => each === lineFeed).length;
    return { width: end - at, point: feeds > 1 ? lineFeed : 0x20 };
  },
  "\\\r\n",
);

function escapeAt(coded: Uint8Array, at: number): ReturnType<Unit> {
  const next = coded[at + 1] ?? 0;
  if (next === lineFeed || next === carriageReturn)
    return { width: pastSpace(coded, at + 1) - at, point: nothing };
  const letter = String.fromCharCode(next);
  const length = digits[letter];
  if (length === undefined) {
    const point = letters[letter];
    return point === undefined ? { width: 1, point: itself } : { width: 2, point };
  }
  const spelled = String.fromCharCode(...coded.subarray(at + 2, at + 2 + length));
  const point = /^[0-9a-fA-F]+$/.test(spelled) ? Number.parseInt(spelled, 16) : -1;
  return spelled.length === length && point >= 0 && point <= 0x10_ff_ff
    ? { width: length + 2, point }
    : { width: 1, point: itself };
}

function pastSpace(coded: Uint8Array, from: number): number {
  let end = from;
  while (isSpace(coded[end])) end++;
  return end;
}

const isSpace = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13);
