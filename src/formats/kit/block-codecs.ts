import { brotliDecompressSync, gunzipSync, inflateRawSync, zstdDecompressSync } from "node:zlib";
import { MalformedError } from "../../core/error.ts";
import { unpackLz4Block } from "./lz4-block.ts";
import { unpackSnappy } from "./snappy.ts";

/** How the blocks of table formats are packed. */
export type BlockCodec = "none" | "snappy" | "gzip" | "deflate" | "brotli" | "zstd" | "lz4";

type Unpacker = (block: Uint8Array, size: number) => Uint8Array;

const unpackers: Readonly<Record<BlockCodec, Unpacker>> = {
  none: (block) => block,
  snappy: unpackSnappy,
  lz4: unpackLz4Block,
  gzip: (block, size) => gunzipSync(block, { maxOutputLength: size }),
  deflate: (block, size) => inflateRawSync(block, { maxOutputLength: size }),
  brotli: (block, size) => brotliDecompressSync(block, { maxOutputLength: size }),
  zstd: (block, size) => zstdDecompressSync(block, { maxOutputLength: size }),
};

/**
 * Unpacks one block in memory.
 *
 * @param size How long it is unpacked, or at most is; with `lz4` exactly. In bytes.
 * @throws {MalformedError} The block is damaged, or longer.
 */
export function unpackBlock(codec: BlockCodec, block: Uint8Array, size: number): Uint8Array {
  try {
    return unpackers[codec](block, Math.max(size, 1));
  } catch (error) {
    // What `node:zlib` throws of damage has a code; nothing else is in the way here.
    if (error instanceof MalformedError || !(error instanceof Error && "code" in error))
      throw error;
    throw new MalformedError(codec, 0, error.message.toLowerCase());
  }
}
