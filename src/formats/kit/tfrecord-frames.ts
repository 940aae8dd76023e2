import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Patch } from "../../core/patch.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { crc32c, masked } from "./crc32c.ts";
import { Cursor } from "./cursor.ts";
import { isChanged, littleSeal, summed } from "./seal.ts";

/** One record, or bytes that are none. */
export type Frame =
  | { readonly kind: "record"; readonly index: number; readonly data: Span }
  | { readonly kind: "damaged"; readonly reason: string; readonly span: Span };

/** A length (u64) and the masked CRC-32C of its bytes stand before the data, the data's own after it. */
const headSize = 12;
const tailSize = 4;
/** How much is summed at a time. */
const chunkSize = 64 * 1024;

/** Whether the bytes begin with a length whose checksum is right; one in 2^32 other files does. */
export function startsRecord(head: Uint8Array): boolean {
  if (head.length < headSize) return false;
  const sum = new DataView(head.buffer, head.byteOffset).getUint32(8, true);
  return masked(crc32c(head.subarray(0, 8))) === sum;
}

/**
 * The records of a TFRecord file. At each the cursor stands at its data, and may
 * be moved. A record whose data does not have its checksum is damaged, and the
 * next follows; where a length is wrong, all up to the end is damaged. A number
 * is how many bytes must be at hand before it goes on, as in `Step`.
 *
 * @param verify Whether the data is read to be held against its checksum.
 */
export function* framesOf(cursor: Cursor, verify: boolean): Generator<Frame | number> {
  for (let index = 0; cursor.left > 0; index++) {
    const start = cursor.at;
    const data = yield* dataSpan(cursor);
    if (data instanceof MalformedError) {
      yield { kind: "damaged", reason: data.message, span: span(start, cursor.end) };
      return;
    }
    if (verify && !(yield* isWhole(cursor, data))) {
      const reason = cursor.malformed(`record ${index} has another checksum`).message;
      yield { kind: "damaged", reason, span: data };
    } else {
      cursor.at = data.start;
      yield { kind: "record", index, data };
    }
    cursor.at = data.end + tailSize;
  }
}

/** Where the data of the record at the cursor lies. */
function* dataSpan(cursor: Cursor): Generator<number, Span | MalformedError> {
  if (cursor.left < headSize) return cursor.malformed("record without end");
  if (!cursor.has(headSize)) yield headSize;
  const start = cursor.at;
  if (!startsRecord(cursor.bytes(headSize)))
    return cursor.malformed("length with another checksum", headSize);
  cursor.at = start;
  const length = lengthAt(cursor);
  cursor.at = start + headSize;
  return length <= cursor.left - tailSize
    ? span(cursor.at, cursor.at + length)
    : cursor.malformed(`record of ${length} bytes, ${cursor.left} left`, headSize);
}

/** The u64 at the cursor; numbers past 2^53 are inexact, and longer than any file. */
function lengthAt(cursor: Cursor): number {
  const low = cursor.u32();
  return cursor.u32() * 2 ** 32 + low;
}

function* isWhole(cursor: Cursor, data: Span): Generator<number, boolean> {
  let sum = 0;
  for (let left = lengthOf(data); left > 0;) {
    const size = Math.min(left, chunkSize);
    if (!cursor.has(size)) yield size;
    sum = crc32c(cursor.bytes(size), sum);
    left -= size;
  }
  if (!cursor.has(tailSize)) yield tailSize;
  return cursor.u32() === masked(sum);
}

/** The checksums of the records whose data was changed. */
export async function* sealRecords(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch> {
  const cursor = new Cursor(blob, "tfrecord");
  for (const frame of framesOf(cursor, false))
    if (typeof frame === "number") await cursor.need(frame);
    else if (frame.kind === "record" && isChanged(frame.data, changed))
      yield littleSeal(frame.data.end, masked(await summed(blob, frame.data, crc32c)));
}
