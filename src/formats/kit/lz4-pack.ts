import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import { Xxh32, xxh32 } from "./xxh32.ts";

/** https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
const frameMark = 0x184d_2204;
/** Version 1, blocks by themselves, the size of the content, and its checksum. */
const flags = 0x6c;
/** Blocks of at most 256 KiB. */
const blockSizeCode = 0x50;
const blockSize = 256 * 1024;
/** The highest bit of a block's size: it stands as it is. */
const stored = 0x8000_0000;

/** Packs a blob as one LZ4 frame, whose blocks stand as they are: readers take them, nothing is saved. */
export async function* packLz4(blob: Blob): AsyncGenerator<Uint8Array> {
  yield header(blob.size);
  const sum = new Xxh32();
  for (let at = 0; at < blob.size; at += blockSize) {
    const block = await blob.read(span(at, Math.min(at + blockSize, blob.size)));
    sum.add(block);
    yield word(block.length + stored);
    yield block;
  }
  yield word(0);
  yield word(sum.sum);
}

function header(size: number): Uint8Array {
  const bytes = Buffer.alloc(15);
  bytes.writeUInt32LE(frameMark, 0);
  bytes.writeUInt8(flags, 4);
  bytes.writeUInt8(blockSizeCode, 5);
  bytes.writeBigUInt64LE(BigInt(size), 6);
  bytes.writeUInt8((xxh32(bytes.subarray(4, 14)) >>> 8) & 0xff, 14);
  return bytes;
}

function word(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
