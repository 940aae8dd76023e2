import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";

/** How a field is written (https://protobuf.dev/programming-guides/encoding/#structure). */
export const wires = {
  varint: 0,
  fixed64: 1,
  bytes: 2,
  startGroup: 3,
  endGroup: 4,
  fixed32: 5,
} as const;

/** One field of a message, as far as its tag tells. */
export interface Field {
  readonly number: number;
  /** One of `wires`. */
  readonly wire: number;
  /** Where the tag stands; it and the length after it go up to the payload. */
  readonly at: number;
  /** The value without tag and length. A group's tag has none. */
  readonly payload: Span;
  /** Of a varint, exact up to 2^53; of other fields 0. */
  readonly value: number;
  /** How many bytes the payload lacks because its message ends before; the span ends there too. */
  readonly missing: number;
}

/** A tag and a varint after it take no more than this. */
export const fieldHeadSize = 20;

/** A varint of 64 bits, seven to a byte. */
const longestVarint = 10;
const largestTag = 0xffff_ffff;

/**
 * Reads a varint that is at hand (`need`).
 *
 * @throws {MalformedError} It does not end before `end`, or not after ten bytes.
 */
function readVarint(cursor: Cursor, end: number): number {
  let value = 0;
  let scale = 1;
  for (let count = 0; count < longestVarint && cursor.at < end; count++) {
    const byte = cursor.u8();
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
  throw cursor.malformed("varint without end");
}

/**
 * Reads the head of a field, of which `fieldHeadSize` bytes, or as many as are
 * left, are at hand. The cursor then stands at the payload, which is not read.
 *
 * A group is given as two fields without payload, so what stands in it seems to
 * stand in the message itself: groups are long out of use, and nothing is lost.
 *
 * @param end Where the message ends.
 * @throws {MalformedError} The bytes are no tag, or a number in it has no end.
 */
export function readField(cursor: Cursor, end: number): Field {
  const at = cursor.at;
  const tag = readVarint(cursor, end);
  const wire = tag % 8;
  const number = (tag - wire) / 8;
  if (number === 0 || tag > largestTag || wire > wires.fixed32)
    throw cursor.malformed(`tag ${tag}`, cursor.at - at);
  let start = cursor.at;
  let value = 0;
  let size = 0;
  if (wire === wires.varint) {
    value = readVarint(cursor, end);
    size = cursor.at - start;
  } else if (wire === wires.bytes) {
    size = readVarint(cursor, end);
    start = cursor.at;
  } else if (wire === wires.fixed64) size = 8;
  else if (wire === wires.fixed32) size = 4;
  cursor.at = start;
  const missing = Math.max(0, start + size - end);
  const payload = span(start, Math.min(start + size, end));
  return { number, wire, at, payload, value, missing };
}

/**
 * Whether the bytes up to `end`, all at hand, can be read as a message without
 * groups. Short noise may pass as one. The cursor stays.
 */
export function isMessage(cursor: Cursor, end: number): boolean {
  const start = cursor.at;
  try {
    while (cursor.at < end) {
      const { wire, payload, missing } = readField(cursor, end);
      if (missing > 0 || wire === wires.startGroup || wire === wires.endGroup) return false;
      cursor.at = payload.end;
    }
    return end > start;
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  } finally {
    cursor.at = start;
  }
}
