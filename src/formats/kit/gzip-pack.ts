import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import { readGzipHeader } from "./gzip.ts";
import { deflate, piecesOf } from "./pack.ts";

/** RFC 1952 §2.3: deflate, no time, and an unknown system. */
const fixed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff] as const;
const flagsAt = 3;
const hasName = 8;

/**
 * Packs a blob as gzip of one member. It has the name that the old one's first
 * member had; neither its time, comment and extra fields, nor the system.
 */
export async function* packGzip(blob: Blob, old: Blob): AsyncGenerator<Uint8Array> {
  const { rawName } = await readGzipHeader(old, span(0, old.size));
  const header = Uint8Array.from(rawName ? [...fixed, ...rawName, 0] : fixed);
  if (rawName) header[flagsAt] = hasName;
  yield header;
  yield* deflate("raw", blob);
  let sum = 0;
  for await (const piece of piecesOf(blob)) sum = crc32(piece, sum);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(sum, 0);
  trailer.writeUInt32LE(blob.size % 2 ** 32, 4);
  yield trailer;
}
