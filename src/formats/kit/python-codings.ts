import { type Coding, codingOf, itself, nested, nothing } from "../../core/coding.ts";
import { rawUnicodeEscape } from "../../core/codings.ts";

const backslash = 0x5c;

/** The escapes of one letter (Python Language Reference §2.4.1). A backslash before a line end joins the lines. */
const letterEscapes: Readonly<Record<string, number>> = {
  "\\": backslash,
  "'": 0x27,
  '"': 0x22,
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
  "\n": nothing,
};

/** How many hexadecimal digits follow these letters. `\u` and `\U` mean nothing in bytes. */
const digitsAfter: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The characters of a Python string literal, without its quotes. */
export const pythonText: Coding = codingOf(
  "python-text",
  (coded, at) => {
    const { width, value } = escapeAt(coded, at, true);
    return width === 1 ? { width, point: itself } : { width, point: value };
  },
  "\\",
);

/** The bytes of a Python bytes literal, without its quotes; so pickle's STRING spells what Python 2 calls `str`. */
export const pythonBytes: Coding = byteCoding("python-bytes", {
  width: (coded, at) => (coded[at] === backslash ? escapeAt(coded, at, false).width : 1),
  byte: (coded, at, width) =>
    width === 1 ? (coded[at] ?? 0) : escapeAt(coded, at, false).value & 0xff,
});

/**
 * Bytes that were made text by reading them as Latin-1, and then written as
 * UTF-8: so Python 3 keeps bytes in pickles of protocol 2 and below.
 */
export const latin1Text: Coding = byteCoding("latin1-text", {
  width: (coded, at) => (((coded[at] ?? 0) & 0xfc) === 0xc0 && at + 1 < coded.length ? 2 : 1),
  byte: (coded, at, width) =>
    width === 1 ? (coded[at] ?? 0) : (((coded[at] ?? 0) & 3) << 6) | ((coded[at + 1] ?? 0) & 0x3f),
});

/** The same in protocol 0, where the text is written with escapes. */
export const rawLatin1Text: Coding = nested(rawUnicodeEscape, latin1Text);

/** A coding in which every unit spells one byte. `codingOf` can not write bytes that are no UTF-8. */
interface ByteUnit {
  /** How many coded bytes the unit at `at` takes, at least one. */
  width(coded: Uint8Array, at: number): number;
  byte(coded: Uint8Array, at: number, width: number): number;
}

function byteCoding(id: string, unit: ByteUnit): Coding {
  return {
    id,
    decode: (coded) => {
      const bytes = new Uint8Array(coded.length);
      let length = 0;
      for (let at = 0; at < coded.length;) {
        const width = unit.width(coded, at);
        bytes[length++] = unit.byte(coded, at, width);
        at += width;
      }
      return bytes.subarray(0, length);
    },
    places: (coded) => {
      const starts = new Uint32Array(coded.length);
      const ends = new Uint32Array(coded.length);
      let length = 0;
      for (let at = 0; at < coded.length;) {
        starts[length] = at;
        at = Math.min(at + unit.width(coded, at), coded.length);
        ends[length++] = at;
      }
      return { starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
    },
  };
}

/** What the backslash at `at` begins; of width 1 when it stands for itself. */
function escapeAt(
  coded: Uint8Array,
  at: number,
  isText: boolean,
): { readonly width: number; readonly value: number } {
  const letter = String.fromCharCode(coded[at + 1] ?? 0);
  const simple = letterEscapes[letter];
  // In bytes a unit spells one byte, so a joined line can not spell none: it stays as it is.
  if (simple !== undefined && (isText || simple !== nothing)) return { width: 2, value: simple };
  if (isOctal(coded[at + 1])) return octal(coded, at);
  const digits = letter === "x" || isText ? (digitsAfter[letter] ?? 0) : 0;
  const value = digits === 0 ? -1 : hexadecimal(coded, at + 2, digits);
  return value >= 0 && value <= 0x10_ff_ff
    ? { width: 2 + digits, value }
    : { width: 1, value: backslash };
}

function octal(coded: Uint8Array, at: number): { readonly width: number; readonly value: number } {
  let value = 0;
  let width = 1;
  for (; width <= 3 && isOctal(coded[at + width]); width++)
    value = value * 8 + (coded[at + width] ?? 0) - 0x30;
  return { width, value };
}

const isOctal = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x37;

/** The number that `digits` hexadecimal digits spell, or -1. */
function hexadecimal(coded: Uint8Array, at: number, digits: number): number {
  const text = String.fromCharCode(...coded.subarray(at, at + digits));
  return text.length === digits && /^[\dA-Fa-f]+$/.test(text) ? Number.parseInt(text, 16) : -1;
}
