import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";

/** No head takes more: a marker, four bytes of length, the code of an extension; or a number of eight. */
export const longestHead = 9;

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

type Kind = MsgpackHead["kind"];

/** What each marker from 0xc0 to 0xdf starts, and how many bytes of length or number follow; 0xc1 is never used. */
const marked: readonly (readonly [Kind, number] | undefined)[] = [
  ["number", 0],
  undefined,
  ["number", 0],
  ["number", 0],
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
  ["ext", 0],
  ["ext", 0],
  ["ext", 0],
  ["ext", 0],
  ["ext", 0],
  ["text", 1],
  ["text", 2],
  ["text", 4],
  ["array", 2],
  ["array", 4],
  ["map", 2],
  ["map", 4],
];
const firstMarked = 0xc0;
const lastMarked = 0xdf;
/** The first of the extensions whose size the marker tells: of 1, 2, 4, 8 and 16 bytes. */
const fixedExtension = 0xd4;

/**
 * Reads a marker with the length or the number behind it; the cursor then stands
 * at the content. Nine bytes, or as many as are left, must be at hand.
 *
 * @throws {MalformedError} The marker is the one that is never used, or the blob ends in it.
 */
export function headOf(cursor: Cursor): MsgpackHead {
  if (cursor.left < 1) throw cursor.malformed("a value is missing");
  const mark = cursor.u8();
  if (mark < firstMarked || mark > lastMarked) return smallHead(mark);
  const [kind, width] = marked[mark - firstMarked] ?? [];
  if (kind === undefined || width === undefined) throw cursor.malformed("marker 0xc1", 1);
  if (kind === "number")
    return { kind, size: 0, code: 0, value: width === 0 ? mark : wide(cursor, width) };
  const isFixed = kind === "ext" && width === 0;
  const size = isFixed ? 2 ** (mark - fixedExtension) : number(cursor, width);
  return { kind, size, code: kind === "ext" ? number(cursor, 1) : 0, value: 0 };
}

/** A marker that holds the length, or the number, in itself. */
function smallHead(mark: number): MsgpackHead {
  const kind: Kind =
    mark < 0x80 || mark > lastMarked
      ? "number"
      : mark < 0x90
        ? "map"
        : mark < 0xa0
          ? "array"
          : "text";
  const size = kind === "number" ? 0 : mark & (kind === "text" ? 31 : 15);
  return { kind, size, code: 0, value: mark };
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
/** `bfloat16` is of the longest names that types have. */
const longestType = 32;

/**
 * Where the items of an array lie that Flax wrote: `[shape, dtype, items]`, in an
 * extension at `at`, which they must fill. The cursor stays.
 */
export function peekArray(cursor: Cursor, at: Span): Span | undefined {
  const start = cursor.at;
  try {
    return arrayAt(cursor, at);
  } finally {
    cursor.at = start;
  }
}

function arrayAt(cursor: Cursor, at: Span): Span | undefined {
  const takes = (...kinds: readonly Kind[]): number => {
    const head = cursor.has(Math.min(longestHead, cursor.left)) ? headOf(cursor) : undefined;
    return head && kinds.includes(head.kind) ? head.size : NaN;
  };
  if (takes("array") !== 3) return undefined;
  const axes = takes("array");
  if (!(axes <= mostAxes)) return undefined;
  for (let axis = 0; axis < axes; axis++) if (takes("number") !== 0) return undefined;
  const typeSize = takes("text", "bytes");
  if (!(typeSize <= longestType)) return undefined;
  cursor.at += typeSize;
  const size = takes("bytes");
  return cursor.at + size === at.end ? span(cursor.at, at.end) : undefined;
}
