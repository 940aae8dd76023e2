import type { Blob } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import { type Span, span } from "../../core/span.ts";

/** What a write-ahead log is made of (https://sqlite.org/fileformat2.html#walformat). */
export interface Wal {
  readonly head: Buffer;
  readonly frameHead: number;
  readonly pageSize: number;
  /** Whether the numbers that are summed have their high byte first. */
  readonly isBig: boolean;
}

/** Page and size stand first in the head of a frame, then the salts, then the checksum. */
const summedHead = 8;
const sumAt = 16;
const saltsInHead = 16;
const sumInHead = 24;

/**
 * The checksums of a log from the first frame that was changed on: each goes on
 * from the one before. Frames of a former round, which have other salts, are not
 * read by SQLite, and their checksums stay.
 */
export async function* sealFrames(
  blob: Blob,
  changed: readonly Span[],
  { head, frameHead, pageSize, isBig }: Wal,
): AsyncGenerator<Patch> {
  const salts = head.subarray(saltsInHead, sumInHead);
  let sums = [head.readUInt32BE(sumInHead), head.readUInt32BE(sumInHead + 4)] as const;
  let isAfter = false;
  const first = changed[0]?.start ?? Infinity;
  for (let at = head.length; at + frameHead + pageSize <= blob.size; at += frameHead + pageSize) {
    const frame = Buffer.from(await blob.read(span(at, at + frameHead + pageSize)));
    if (!frame.subarray(summedHead, sumAt).equals(salts)) return;
    isAfter ||= first < at + frame.length;
    sums = walSums(frame.subarray(0, summedHead), sums, isBig);
    sums = walSums(frame.subarray(frameHead), sums, isBig);
    if (!isAfter) continue;
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(sums[0]);
    bytes.writeUInt32BE(sums[1], 4);
    yield { at: at + sumAt, bytes };
  }
}

type Sums = readonly [number, number];

function walSums(bytes: Buffer, [one, other]: Sums, isBig: boolean): Sums {
  const number = (at: number): number => (isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + number(at) + other) >>> 0;
    other = (other + number(at + 4) + one) >>> 0;
  }
  return [one, other];
}

/** Each how manieth byte of a page in a rollback journal is summed, from its end on. */
const stride = 200;

/** The checksum of a page in a rollback journal (https://sqlite.org/fileformat2.html#rollbackjournal). */
export function pageSum(page: Uint8Array, nonce: number): number {
  let sum = nonce;
  for (let at = page.length - stride; at > 0; at -= stride) sum = (sum + (page[at] ?? 0)) >>> 0;
  return sum;
}
