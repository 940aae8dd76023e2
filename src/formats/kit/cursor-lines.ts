import { asBuffer } from "./bytes.ts";
import type { Cursor } from "./cursor.ts";

/** A line that was read from a cursor. */
export interface CursorLine {
  /** Offset in the blob, in bytes. */
  readonly start: number;
  /** Without the line's end. */
  readonly bytes: Buffer;
  /** The same, one character per byte, so that columns are offsets. */
  readonly text: string;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const shortLine = 256;
/** The names of a million columns stand on one line; a longer one is cut here. */
const longestLine = 16 * 1024 * 1024;

/** Reads one line, of which the cursor then stands behind the end. The last needs no line feed. */
export function* lineSteps(cursor: Cursor): Generator<number, CursorLine> {
  const start = cursor.at;
  for (let size = shortLine; ; size *= 4) {
    const reach = Math.min(size, longestLine, cursor.left);
    yield reach;
    const bytes = asBuffer(cursor.bytes(reach));
    cursor.at = start;
    const found = bytes.indexOf(lineFeed);
    if (found < 0 && reach < cursor.left && reach < longestLine) continue;
    const end = found < 0 ? reach : found;
    cursor.at = start + (found < 0 ? end : end + 1);
    const cut = end > 0 && bytes[end - 1] === carriageReturn ? end - 1 : end;
    const line = bytes.subarray(0, cut);
    return { start, bytes: line, text: line.toString("latin1") };
  }
}
