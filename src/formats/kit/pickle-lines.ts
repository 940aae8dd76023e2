import { type Span, span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import type { Cursor } from "./cursor.ts";

const lineFeed = 10;
/** Protocol 0 puts a whole string on a line. Python 2 could not hold arrays much larger than this in one. */
const longestLine = 1 << 26;
/** No number and no name of a class is longer. Python itself refuses numbers of more than 4300 digits. */
const longestWord = 4300;
const largestIndex = 0xffff_ffff;

/**
 * The line at the cursor without its line feed; the cursor then stands behind
 * it. A number, if the end is not at hand: how many bytes to ask for.
 *
 * @throws {MalformedError} The line has no end, or is too long.
 */
export function lineAt(cursor: Cursor): Span | number {
  let length = 0;
  for (; cursor.has(length + 1); length++) {
    if (cursor.peek(length) !== lineFeed) continue;
    const line = span(cursor.at, cursor.at + length);
    cursor.skip(length + 1);
    return line;
  }
  if (length >= cursor.left) throw cursor.malformed("line without end");
  if (length > longestLine) throw cursor.malformed(`line of more than ${longestLine} bytes`);
  return Math.min(cursor.left, length * 2 + 1024);
}

/**
 * The text of a line that is at hand, for numbers and names.
 *
 * @throws {MalformedError} It is too long to be either.
 */
export function wordAt(cursor: Cursor, line: Span): string {
  if (line.end - line.start > longestWord) throw cursor.malformed("long line where a word stands");
  const after = cursor.at;
  cursor.at = line.start;
  const bytes = cursor.bytes(line.end - line.start);
  cursor.at = after;
  return asBuffer(bytes).toString("latin1");
}

/**
 * The index that a line spells in decimal.
 *
 * @throws {MalformedError} It is none.
 */
export function indexAt(cursor: Cursor, line: Span): number {
  let index = 0;
  for (let at = line.start; at < line.end; at++) {
    const digit = cursor.peek(at - cursor.at) - 0x30;
    if (digit < 0 || digit > 9) throw cursor.malformed("memo index that is no number");
    index = index * 10 + digit;
  }
  if (line.end === line.start || index > largestIndex)
    throw cursor.malformed("memo index that is no number");
  return index;
}
