import { type Ranges, type ByteSet, byteSet, joined, wordBytes } from "./node.ts";

/** Which language a pattern is written in: JavaScript's, or RE2's as Go's regexp has it. */
export type Dialect = "js" | "re2";

const digits: Ranges = [[0x30, 0x39]];
const upper: Ranges = [[0x41, 0x5a]];
const lower: Ranges = [[0x61, 0x7a]];

/** Line feed, and carriage return, which JavaScript takes for the end of a line and RE2 does not. */
export const lineEnds: Readonly<Record<Dialect, ByteSet>> = {
  js: byteSet([
    [10, 10],
    [13, 13],
  ]),
  re2: [[10, 10]],
};

/** RE2's `\s` has no vertical tab. JavaScript's takes the no-break space, too. */
const space: Readonly<Record<Dialect, Ranges>> = {
  js: [
    [9, 13],
    [32, 32],
    [0xa0, 0xa0],
  ],
  re2: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
};

/** What `\d`, `\w` and `\s` take. */
export function perlClass(letter: string, dialect: Dialect): Ranges | undefined {
  if (letter === "d") return digits;
  if (letter === "w") return wordBytes;
  return letter === "s" ? space[dialect] : undefined;
}

/** The classes of POSIX that RE2 knows, as in `[[:alpha:]]`. */
export const posixClasses: ReadonlyMap<string, Ranges> = new Map([
  ["alnum", joined([...digits, ...upper, ...lower])],
  ["alpha", joined([...upper, ...lower])],
  ["ascii", [[0, 0x7f]]],
  [
    "blank",
    joined([
      [9, 9],
      [32, 32],
    ]),
  ],
  [
    "cntrl",
    joined([
      [0, 0x1f],
      [0x7f, 0x7f],
    ]),
  ],
  ["digit", digits],
  ["graph", [[0x21, 0x7e]]],
  ["lower", lower],
  ["print", [[0x20, 0x7e]]],
  [
    "punct",
    joined([
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ]),
  ],
  [
    "space",
    joined([
      [9, 13],
      [32, 32],
    ]),
  ],
  ["upper", upper],
  ["word", wordBytes],
  ["xdigit", joined([...digits, [0x41, 0x46], [0x61, 0x66]])],
]);

/** Escapes of control characters. */
export const controls: Readonly<Record<Dialect, Readonly<Record<string, number>>>> = {
  js: { n: 10, r: 13, t: 9, f: 12, v: 11 },
  re2: { n: 10, r: 13, t: 9, f: 12, v: 11, a: 7 },
};

/** The highest code that a class can speak of: of JavaScript's without flag `u`, and of RE2's. */
export const highestCode: Readonly<Record<Dialect, number>> = { js: 0xffff, re2: 0x10_ff_ff };

/**
 * The bytes of a class that is made of codes; `undefined` if it has none.
 *
 * JavaScript sees one character per byte, so a code is a byte, and what lies
 * above 255 never occurs. RE2's codes are characters of UTF-8: beyond ASCII a
 * class must take all of them or none, and all bytes above 0x7f stand for them
 * (see `characters`).
 */
export function classBytes(ranges: Ranges, dialect: Dialect): ByteSet | undefined {
  if (dialect === "js") return byteSet(ranges);
  const beyond = ranges.filter(([, high]) => high > 0x7f);
  const [only] = beyond;
  if (!only) return ranges;
  const isAll = beyond.length === 1 && only[0] <= 0x80 && only[1] === highestCode.re2;
  return isAll ? byteSet(ranges) : undefined;
}

/** The bytes that spell a literal: below this one byte for the code itself, from it on UTF-8. */
export const firstInUtf8: Readonly<Record<Dialect, number>> = { js: 0x100, re2: 0x80 };
