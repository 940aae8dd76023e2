import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { BitFeed } from "./bit-feed.ts";
import { readBlock } from "./bzip2-block.ts";

/** Marks of a block and of the end of a stream, 48 bits each: the digits of pi and of its root. */
const blockMark = 0x3141_5926_5359;
const endMark = 0x1772_4538_5090;

/** What is handed on at once, in bytes. */
const chunkSize = 256 * 1024;

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ (sum < 0 ? 0x04c1_1db7 : 0);
  return sum;
});

/** The CRC of bzip2 over one more byte: as that of Ethernet, but the highest bit first. */
export const bzip2Crc = (sum: number, byte: number): number =>
  (sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] as number);

/** The block size, 1 to 9 times 100,000 bytes, when these bytes start a bzip2 stream; else 0. */
export function bzip2Level(bytes: Uint8Array): number {
  const [b, z, h, digit = 0] = bytes;
  const level = digit - 0x30;
  return b === 0x42 && z === 0x5a && h === 0x68 && level >= 1 && level <= 9 ? level : 0;
}

/**
 * Unpacks bzip2: all the streams that follow one another, as parallel writers
 * make them. No document describes the format but the source of bzip2 1.0.8
 * and the pages that were written from it.
 *
 * @throws {MalformedError} A block is damaged, or the input ends too soon.
 */
export async function* unpackBzip2(blob: Blob, at: Span): AsyncGenerator<Uint8Array, number> {
  let end = at.start;
  while (end === at.start || (await startsStream(blob, span(end, at.end)))) {
    const bits = new BitFeed(blob, span(end, at.end));
    yield* unpackStream(bits);
    end = bits.offset;
  }
  return end;
}

async function startsStream(blob: Blob, { start, end }: Span): Promise<boolean> {
  return end - start >= 4 && bzip2Level(await blob.read(span(start, start + 4))) > 0;
}

async function* unpackStream(bits: BitFeed): AsyncGenerator<Uint8Array, void> {
  await bits.fill(4);
  const level = bzip2Level(Uint8Array.from([8, 8, 8, 8], (width) => bits.read(width)));
  if (level === 0) throw bits.malformed("no header");
  const places = new Uint32Array(level * 100_000);
  let sum = 0;
  for (;;) {
    await bits.fill(10);
    const mark = bits.read(24) * 0x100_0000 + bits.read(24);
    const wanted = bits.read32();
    bits.check();
    if (mark === endMark) {
      if (sum !== wanted) throw bits.malformed("checksum of the stream is wrong");
      return bits.align();
    }
    if (mark !== blockMark) throw bits.malformed("no block");
    sum = ((sum << 1) | (sum >>> 31)) ^ wanted;
    const found = yield* unrun(await readBlock(bits, places));
    if (found !== wanted) throw bits.malformed("checksum of a block is wrong");
  }
}

/** Four equal bytes are followed by how many more there are. Returns the block's CRC. */
function* unrun(block: Iterable<Uint8Array>): Generator<Uint8Array, number> {
  let chunk = new Uint8Array(chunkSize);
  let length = 0;
  let sum = -1;
  let run = 0;
  let last = -1;
  for (const bytes of block)
    for (const byte of bytes) {
      const count = run === 4 ? byte : 1;
      if (run < 4) {
        run = byte === last ? run + 1 : 1;
        last = byte;
      } else run = 0;
      if (length + count > chunkSize) {
        yield chunk.subarray(0, length);
        chunk = new Uint8Array(chunkSize);
        length = 0;
      }
      for (let each = 0; each < count; each++) {
        chunk[length++] = last;
        sum = bzip2Crc(sum, last);
      }
    }
  yield chunk.subarray(0, length);
  return ~sum;
}
