import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";

/** A packet's kind, and where what it holds stands. */
export interface Packet {
  readonly tag: number;
  readonly body: Span;
}

/**
 * The header of the next packet (RFC 9580 §4.2), behind which the cursor stands then.
 *
 * @throws {MalformedError} There is none. A packet that comes in parts is not read on.
 */
export async function packetHeader(cursor: Cursor): Promise<Packet> {
  const { at } = cursor;
  await cursor.need(Math.min(cursor.left, 6));
  const first = cursor.u8();
  if (first < 0x80) throw new MalformedError("openpgp", at, "no packet");
  const isNew = (first & 0x40) !== 0;
  const length = isNew ? newLength(cursor) : oldLength(cursor, first & 3);
  if (length > cursor.left) throw new MalformedError("openpgp", at, `packet of ${length} bytes`);
  const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
  return { tag, body: span(cursor.at, cursor.at + length) };
}

function newLength(cursor: Cursor): number {
  const first = numberOf(cursor, 1);
  if (first < 192) return first;
  if (first < 224) return (first - 192) * 256 + numberOf(cursor, 1) + 192;
  // Parts have no length as a whole: what follows is taken as one.
  return first === 255 ? numberOf(cursor, 4) : cursor.left;
}

/** Lengths of one, two or four bytes, or up to the end. */
const oldLength = (cursor: Cursor, kind: number): number =>
  kind === 3 ? cursor.left : numberOf(cursor, 1 << kind);

function numberOf(cursor: Cursor, width: number): number {
  if (!cursor.has(width)) throw cursor.malformed("packet that is cut");
  let number = 0;
  for (let each = 0; each < width; each++) number = number * 256 + cursor.u8();
  return number;
}
