import { type Coding, codingOf, itself } from "../../core/coding.ts";
import { type Span, span } from "../../core/span.ts";
import { countedText } from "./counted-text.ts";
import type { Cursor } from "./cursor.ts";
import type { Step } from "./steps.ts";

/** Bytes of an item of each kind of vector of numbers, by its number (Rinternals.h). */
export const numberSizes: Readonly<Record<number, number>> = { 10: 4, 13: 4, 14: 8, 15: 16, 24: 1 };

/** How R's numbers and texts are written: in binary, or as lines. */
export interface RSource {
  readonly cursor: Cursor;
  readonly isText: boolean;
  /** A whole number; missing ones are the smallest. */
  int(): Generator<Step, number>;
  /** Text of so many bytes once it is decoded; returns its start. */
  text(length: number, key: string, role: "name" | "value"): Generator<Step, string>;
  /** Passes over the numbers of a vector of that type and returns where they stand. */
  numbers(type: number, count: number): Generator<Step, Span>;
}

/** XDR (big-endian), or the order of the machine that wrote it. */
export function binarySource(cursor: Cursor): RSource {
  return {
    cursor,
    isText: false,
    *int() {
      if (!cursor.has(4)) yield 4;
      return cursor.u32() | 0;
    },
    text: (length, key, role) => countedText(cursor, { length, key, role }),
    // oxlint-disable-next-line require-yield -- nothing is waited for here
    *numbers(type, count) {
      const start = cursor.at;
      cursor.skip(count * (numberSizes[type] ?? 0));
      return span(start, cursor.at);
    },
  };
}

const lineFeed = 0x0a;
/** A number as text is no longer. */
const longestNumber = 64;
const smallest = -(2 ** 31);
/** A text is held with all of its escapes, in bytes. */
const longestLine = 32 * 1024 * 1024;

/** Lines: numbers in decimal, texts with escapes. */
export function asciiSource(cursor: Cursor): RSource {
  return {
    cursor,
    isText: true,
    *int() {
      const line = yield* lineLength(cursor, longestNumber);
      const text = Buffer.from(cursor.bytes(line)).toString("latin1");
      passLineEnd(cursor);
      const number = text === "NA" ? smallest : Number(text);
      if (!Number.isInteger(number) || text === "") throw cursor.malformed(`number '${text}'`);
      return number;
    },
    *text(length, key, role) {
      const coded = yield* lineLength(cursor, Math.min(length * longestEscape, longestLine));
      const shown = yield* countedText(cursor, { length: coded, key, role, coding: rEscapes });
      passLineEnd(cursor);
      return shown;
    },
    *numbers(type, count) {
      const start = cursor.at;
      const each = type === 15 ? 2 : 1;
      if (count * each > cursor.left) throw cursor.malformed(`${count} numbers`);
      for (let index = 0; index < count * each; index++) {
        cursor.skip(yield* lineLength(cursor, longestNumber));
        passLineEnd(cursor);
      }
      return span(start, cursor.at);
    },
  };
}

/** How far the line's end is, which must be within `most` bytes and is at hand then. */
function* lineLength(cursor: Cursor, most: number): Generator<Step, number> {
  const reach = Math.min(most + 1, cursor.left);
  for (let at = 0; at < reach; at++) {
    if (!cursor.has(at + 1)) yield Math.min(cursor.left, Math.max(longestNumber, at * 2));
    if (cursor.peek(at) === lineFeed) return at;
  }
  throw cursor.malformed("line without end");
}

const passLineEnd = (cursor: Cursor): void => cursor.skip(1);

const backslash = 0x5c;
/** `\ooo`. */
const longestEscape = 4;
const letters: Readonly<Record<string, number>> = {
  n: 10,
  t: 9,
  v: 11,
  b: 8,
  r: 13,
  f: 12,
  a: 7,
  "\\": backslash,
  "?": 0x3f,
  "'": 0x27,
  '"': 0x22,
};

/**
 * Texts of R's lines: letters after a backslash, or up to three octal digits for
 * a byte. A byte past ASCII is taken for Latin-1.
 */
const rEscapes: Coding = codingOf(
  "r-ascii",
  (coded, at) => {
    const point = letters[String.fromCharCode(coded[at + 1] ?? 0)];
    if (point !== undefined) return { width: 2, point };
    const { width, value } = octalAt(coded, at + 1);
    return width === 0 ? { width: 1, point: itself } : { width: width + 1, point: value };
  },
  "\\",
);

function octalAt(coded: Uint8Array, at: number): { width: number; value: number } {
  let width = 0;
  let value = 0;
  for (; width < 3; width++) {
    const digit = (coded[at + width] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) break;
    value = value * 8 + digit;
  }
  return { width, value: value & 0xff };
}
