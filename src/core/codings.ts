import { type Coding, codingOf, itself, nothing, type Unit } from "./coding.ts";

const backslash = 0x5c;
const escape = 0x1b;

const simpleEscapes: Readonly<Record<string, number>> = {
  b: 8,
  t: 9,
  n: 10,
  f: 12,
  r: 13,
  '"': 0x22,
  "/": 0x2f,
  "\\": backslash,
};

/** The strings of JSON: `\n`, `\"`, `\u0041`, and surrogate pairs (RFC 8259 §7). */
export const json: Coding = codingOf(
  "json",
  (coded, at) => {
    const letter = String.fromCharCode(coded[at + 1] ?? 0);
    if (letter !== "u") {
      const point = simpleEscapes[letter];
      return point === undefined ? { width: 1, point: itself } : { width: 2, point };
    }
    const high = hexadecimal(coded, at + 2, 4);
    if (high < 0) return { width: 1, point: itself };
    const low =
      coded[at + 6] === backslash && coded[at + 7] === 0x75 ? hexadecimal(coded, at + 8, 4) : -1;
    const paired = high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
    return paired
      ? { width: 12, point: 0x1_00_00 + ((high - 0xd800) << 10) + (low - 0xdc00) }
      : { width: 6, point: high };
  },
  "\\",
);

/** Pickle's protocol 0 text: Latin-1 with `\uXXXX` and `\UXXXXXXXX`, all other backslashes as they stand. */
export const rawUnicodeEscape: Coding = codingOf("raw-unicode-escape", (coded, at) => {
  const byte = coded[at] ?? 0;
  const digits =
    byte !== backslash ? 0 : coded[at + 1] === 0x75 ? 4 : coded[at + 1] === 0x55 ? 8 : 0;
  const point = digits === 0 ? -1 : hexadecimal(coded, at + 2, digits);
  return point >= 0 && point <= 0x10_ff_ff
    ? { width: digits + 2, point }
    : { width: 1, point: byte };
});

/** UTF-16 and UTF-32, by the width of a code unit in bytes and the order of its bytes. */
export const utf16le: Coding = codingOf("utf-16le", utf16(true));
export const utf16be: Coding = codingOf("utf-16be", utf16(false));
export const utf32le: Coding = codingOf("utf-32le", utf32(true));
export const utf32be: Coding = codingOf("utf-32be", utf32(false));

/**
 * Text for a terminal: the control sequences of ECMA-48 (colours, cursor moves)
 * and OSC titles spell nothing. A traceback in a notebook is full of them, in
 * the middle of words.
 */
export const ansi: Coding = codingOf(
  "ansi",
  (coded, at) => {
    return { width: sequenceLength(coded, at), point: nothing };
  },
  "\u001b",
);

function sequenceLength(coded: Uint8Array, at: number): number {
  const introducer = coded[at + 1];
  let end = at + 2;
  if (introducer === 0x5b) {
    // CSI: parameters and intermediates 0x20–0x3f, then one final byte (ECMA-48 §5.4).
    while (isBetween(coded[end], 0x20, 0x3f)) end++;
    return isBetween(coded[end], 0x40, 0x7e) ? end + 1 - at : end - at;
  }
  if (introducer === 0x5d) {
    // OSC: up to BEL or ST, on one line.
    while (end < coded.length && coded[end] !== 7 && coded[end] !== escape && coded[end] !== 10)
      end++;
    return coded[end] === 7 ? end + 1 - at : end - at;
  }
  return isBetween(introducer, 0x40, 0x5f) ? 2 : 1;
}

function utf16(little: boolean): Unit {
  const unitAt = (coded: Uint8Array, at: number): number =>
    little
      ? (coded[at] ?? 0) | ((coded[at + 1] ?? 0) << 8)
      : ((coded[at] ?? 0) << 8) | (coded[at + 1] ?? 0);
  return (coded, at) => {
    const high = unitAt(coded, at);
    const low = at + 4 <= coded.length ? unitAt(coded, at + 2) : 0;
    const paired = high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
    return paired
      ? { width: 4, point: 0x1_00_00 + ((high - 0xd800) << 10) + (low - 0xdc00) }
      : { width: 2, point: high };
  };
}

function utf32(little: boolean): Unit {
  return (coded, at) => {
    const four = [0, 1, 2, 3].map((each) => coded[at + (little ? 3 - each : each)] ?? 0);
    const point = four.reduce((sum, byte) => sum * 256 + byte, 0);
    return { width: 4, point: point <= 0x10_ff_ff ? point : itself };
  };
}

/** The number that `digits` hexadecimal digits spell, or -1. */
function hexadecimal(coded: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let each = at; each < at + digits; each++) {
    const digit = Number.parseInt(String.fromCharCode(coded[each] ?? 0), 16);
    if (Number.isNaN(digit)) return -1;
    value = value * 16 + digit;
  }
  return value;
}

const isBetween = (byte: number | undefined, low: number, high: number): boolean =>
  byte !== undefined && byte >= low && byte <= high;
