import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { Crc64 } from "./crc64.ts";
import { lzma2Dictionary, packLzma2 } from "./lzma-pack.ts";
import { piecesOf } from "./pack.ts";

/** https://tukaani.org/xz/xz-file-format.txt §2.1.1.1, §2.1.2.4. */
const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const footerMagic = [0x59, 0x5a];
/** No flags but the kind of check, CRC-64 (§2.1.1.2). */
const streamFlags = [0, 4];
const checkSize = 8;
const lzma2 = 0x21;

/** Packs a blob as an xz stream of one block of LZMA2. */
export async function* packXz(blob: Blob): AsyncGenerator<Uint8Array> {
  yield Uint8Array.from([...magic, ...summed(streamFlags)]);
  const block = blockHeader();
  yield block;
  let packedSize = 0;
  for await (const chunk of packLzma2(blob)) {
    packedSize += chunk.length;
    yield chunk;
  }
  yield new Uint8Array(-packedSize & 3);
  yield await checkOf(blob);
  const index = indexOf(block.length + packedSize + checkSize, blob.size);
  yield index;
  yield footer(index.length);
}

/** One filter, no sizes, zeros up to eight bytes, and the checksum (§3.1). */
const blockHeader = (): Uint8Array =>
  Uint8Array.from(summed([2, 0, lzma2, 1, lzma2Dictionary, 0, 0, 0]));

async function checkOf(blob: Blob): Promise<Uint8Array> {
  const sum = new Crc64();
  for await (const piece of piecesOf(blob)) sum.add(piece);
  const bytes = Buffer.alloc(checkSize);
  bytes.writeBigUInt64LE(sum.sum);
  return bytes;
}

/** One record: the size of the block without its padding, and of the data (§4). */
function indexOf(unpaddedSize: number, size: number): Uint8Array {
  const fields = [0, 1, ...number(unpaddedSize), ...number(size)];
  while (fields.length % 4 > 0) fields.push(0);
  return Uint8Array.from(summed(fields));
}

/** Where the index starts, counted back, in words of four bytes less one (§2.1.2). */
function footer(indexSize: number): Uint8Array {
  const words = indexSize / 4 - 1;
  const fields = [words & 0xff, (words >> 8) & 0xff, 0, 0, ...streamFlags];
  return Uint8Array.from([...sumOf(fields), ...fields, ...footerMagic]);
}

/** Groups of seven bits, the lowest first (§1.2). */
function number(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

const summed = (bytes: readonly number[]): readonly number[] => [...bytes, ...sumOf(bytes)];

function sumOf(bytes: readonly number[]): Uint8Array {
  const sum = Buffer.alloc(4);
  sum.writeUInt32LE(crc32(Uint8Array.from(bytes)));
  return sum;
}
