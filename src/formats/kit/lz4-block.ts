import { MalformedError } from "../../core/error.ts";
import { repeat } from "./snappy.ts";

/**
 * Unpacks one bare block of LZ4, whose unpacked size stands elsewhere
 * (https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md).
 *
 * @param size Of the unpacked block, in bytes.
 * @throws {MalformedError} The block is damaged, or another size comes out.
 */
export function unpackLz4Block(block: Uint8Array, size: number): Uint8Array {
  // A byte can put out at most 255.
  if (size > block.length * 255) throw malformed(0, `${size} bytes in ${block.length}`);
  const out = new Uint8Array(size);
  const reader = { block, at: 0 };
  let to = 0;
  while (reader.at < block.length) {
    const token = block[reader.at++] ?? 0;
    to += putLiterals(reader, out, to, token >> 4);
    if (reader.at < block.length) to += putMatch(reader, out, to, token & 15);
  }
  if (to !== size) throw malformed(reader.at, `${to} bytes instead of ${size}`);
  return out;
}

interface Reader {
  readonly block: Uint8Array;
  at: number;
}

function putLiterals(reader: Reader, out: Uint8Array, to: number, start: number): number {
  const length = lengthOf(reader, start);
  const from = reader.at;
  if (from + length > reader.block.length || to + length > out.length)
    throw malformed(from, "literals outside the block");
  out.set(reader.block.subarray(from, from + length), to);
  reader.at += length;
  return length;
}

function putMatch(reader: Reader, out: Uint8Array, to: number, start: number): number {
  const { block, at } = reader;
  const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8);
  reader.at += 2;
  const length = lengthOf(reader, start) + 4;
  if (distance === 0 || distance > to || to + length > out.length)
    throw malformed(at, "match outside the data");
  repeat(out, to, distance, length);
  return length;
}

/** 15 is followed by more, and each byte of 255 by another. */
function lengthOf(reader: Reader, start: number): number {
  let length = start;
  for (let byte = start === 15 ? 255 : 0; byte === 255;) {
    byte = reader.block[reader.at++] ?? 0;
    length += byte;
  }
  return length;
}

const malformed = (at: number, message: string): MalformedError =>
  new MalformedError("lz4", at, message);
