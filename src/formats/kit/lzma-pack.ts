import type { Blob } from "../../core/blob.ts";
import { dictionarySize, LzmaEncoder, propertiesByte } from "./lzma-encoder.ts";
import { piecesOf } from "./pack.ts";
import { RangeEncoder } from "./range-encoder.ts";

/** What is handed on at once, in bytes. */
const chunkSize = 64 * 1024;

/**
 * Packs a blob as a `.lzma` file: a header that leaves the size open, as XZ Utils
 * writes it, the stream, and its end mark.
 */
export async function* packLzmaAlone(blob: Blob): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(13, 0xff);
  header.writeUInt8(propertiesByte, 0);
  header.writeUInt32LE(dictionarySize, 1);
  yield header;
  const encoder = new LzmaEncoder();
  const range = new RangeEncoder();
  for await (const piece of piecesOf(blob)) {
    encoder.encode(range, piece);
    if (range.length >= chunkSize) yield range.take();
  }
  encoder.end(range);
  yield range.finish();
}

/** How much goes into one chunk: what its packed size has room for in nearly all cases. */
const lzma2Chunk = 32 * 1024;
const largestPacked = 64 * 1024;

/** The size of the dictionary as LZMA2's properties spell it (XZ format §5.3.1). */
export const lzma2Dictionary = 2 * (Math.log2(dictionarySize) - 12);

/** The highest bits of a control byte, by what a chunk starts anew (`Lzma2Dec.c` of the LZMA SDK). */
const anew = { nothing: 0x80, state: 0xa0, properties: 0xc0, dictionary: 0xe0 } as const;

/**
 * Packs a blob as LZMA2: chunks of LZMA, or of bytes as they stand where that
 * saves nothing.
 */
export async function* packLzma2(blob: Blob): AsyncGenerator<Uint8Array> {
  const encoder = new LzmaEncoder();
  let isFirst = true;
  let reset: keyof typeof anew = "dictionary";
  for await (const piece of piecesOf(blob))
    for (let at = 0; at < piece.length; at += lzma2Chunk) {
      const chunk = piece.subarray(at, at + lzma2Chunk);
      const range = new RangeEncoder();
      encoder.encode(range, chunk);
      const packed = range.finish();
      if (packed.length <= Math.min(largestPacked, chunk.length)) {
        yield packedHeader(anew[reset], chunk.length, packed.length);
        yield packed;
        reset = "nothing";
      } else {
        yield plainHeader(isFirst, chunk.length);
        yield chunk;
        encoder.reset();
        reset = reset === "dictionary" || reset === "properties" ? "properties" : "state";
      }
      isFirst = false;
    }
  yield Uint8Array.of(0);
}

function packedHeader(control: number, size: number, packedSize: number): Uint8Array {
  const header = Buffer.alloc(control >= anew.properties ? 6 : 5);
  header.writeUInt8(control | ((size - 1) >> 16), 0);
  header.writeUInt16BE((size - 1) & 0xffff, 1);
  header.writeUInt16BE(packedSize - 1, 3);
  if (control >= anew.properties) header.writeUInt8(propertiesByte, 5);
  return header;
}

function plainHeader(isFirst: boolean, size: number): Uint8Array {
  const header = Buffer.alloc(3);
  header.writeUInt8(isFirst ? 1 : 2, 0);
  header.writeUInt16BE(size - 1, 1);
  return header;
}
