import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";

/**
 * What a marker says of the value that follows.
 * https://github.com/msgpack/msgpack/blob/master/spec.md#formats
 */
export interface MsgpackHead {
  readonly kind: "number" | "text" | "bytes" | "array" | "map" | "ext";
  /** Of `text`, `bytes` and `ext` in bytes; of `array` in items; of `map` in entries; of numbers 0. */
  readonly size: number;
  /** Of an extension. */
  readonly code: number;
  /** Of a number, for use as a key; floats are not told apart from integers. */
  readonly value: number | bigint;
}

const none = { size: 0, code: 0, value: 0 };

/** The markers from 0xc4 on, in order: what they start, and how many bytes of length or of number follow. */
const marked: readonly (readonly [MsgpackHead["kind"], number])[] = [
  ["bytes", 1],
  ["bytes", 2],
  ["bytes", 4],
  ["ext", 1],
  ["ext", 2],
  ["ext", 4],
  ["number", 4],
  ["number", 8],
  ["number", 1],
  ["number", 2],
  ["number", 4],
  ["number", 8],
  ["number", 1],
  ["number", 2],
  ["number", 4],
  ["number", 8],
];
/** The markers from 0xd9 on. Those from 0xd4 to 0xd8 are extensions of 1, 2, 4, 8 and 16 bytes. */
const sized: readonly (readonly [MsgpackHead["kind"], number])[] = [
  ["text", 1],
  ["text", 2],
  ["text", 4],
  ["array", 2],
  ["array", 4],
  ["map", 2],
  ["map", 4],
];

/**
 * Reads a marker with the length or the number behind it; the cursor then stands
 * at the content. Nine bytes, or as many as are left, must be at hand.
 *
 * @throws {MalformedError} The marker is the one that is never used, or the blob ends in it.
 */
export function headOf(cursor: Cursor): MsgpackHead {
  if (cursor.left < 1) throw cursor.malformed("a value is missing");
  const mark = cursor.u8();
  if (mark < 0x80 || mark >= 0xe0 || mark === 0xc0 || mark === 0xc2 || mark === 0xc3)
    return { kind: "number", ...none, value: mark };
  if (mark < 0x90) return { kind: "map", ...none, size: mark & 15 };
  if (mark < 0xa0) return { kind: "array", ...none, size: mark & 15 };
  if (mark < 0xc0) return { kind: "text", ...none, size: mark & 31 };
  if (mark === 0xc1) throw cursor.malformed("marker 0xc1", 1);
  const isFixed = mark >= 0xd4 && mark <= 0xd8;
  if (isFixed) return { kind: "ext", ...none, size: 2 ** (mark - 0xd4), code: number(cursor, 1) };
  const [kind, width] = (mark < 0xd4 ? marked[mark - 0xc4] : sized[mark - 0xd9]) ?? ["number", 0];
  if (kind === "number") return { kind, ...none, value: wide(cursor, width) };
  const size = number(cursor, width);
  return { kind, ...none, size, code: kind === "ext" ? number(cursor, 1) : 0 };
}

function number(cursor: Cursor, width: number): number {
  if (cursor.left < width) throw cursor.malformed("a length is cut off");
  return width === 1 ? cursor.u8() : width === 2 ? cursor.u16() : cursor.u32();
}

/** Hashes of 64 bits, which spaCy has for keys, are more than a number can hold. */
function wide(cursor: Cursor, width: number): number | bigint {
  if (width < 8) return number(cursor, width);
  const high = BigInt(number(cursor, 4));
  return high * 0x1_0000_0000n + BigInt(number(cursor, 4));
}

/** Flax writes no more axes than numpy has. */
const mostAxes = 64;

/**
 * Where the items of an array lie that Flax wrote: `[shape, dtype, items]`, in an
 * extension at `at`, which they must fill. The cursor stays.
 */
export function peekArray(cursor: Cursor, at: Span): Span | undefined {
  const start = cursor.at;
  try {
    const found = arrayAt(cursor, at);
    return found;
  } finally {
    cursor.at = start;
  }
}

function arrayAt(cursor: Cursor, at: Span): Span | undefined {
  const next = (): MsgpackHead | undefined =>
    cursor.left >= 9 && !cursor.has(9) ? undefined : headOf(cursor);
  const outer = next();
  if (outer?.kind !== "array" || outer.size !== 3) return undefined;
  const shape = next();
  if (shape?.kind !== "array" || shape.size > mostAxes) return undefined;
  for (let axis = 0; axis < shape.size; axis++) if (next()?.kind !== "number") return undefined;
  const dtype = next();
  if ((dtype?.kind !== "text" && dtype?.kind !== "bytes") || dtype.size > 32) return undefined;
  cursor.at += dtype.size;
  const items = next();
  if (items?.kind !== "bytes" || cursor.at + items.size !== at.end) return undefined;
  return span(cursor.at, at.end);
}
