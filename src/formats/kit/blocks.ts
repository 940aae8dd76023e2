import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";

/** What one read takes: large enough that calls do not show, small beside a budget of megabytes. */
export const blockSize = 1 << 20;

const lineFeed = 0x0a;

/** A part of a blob that is in memory. */
export interface Block {
  /** Offset of the first byte in the blob. */
  readonly base: number;
  readonly bytes: Buffer;
}

/** Reads a part of the blob and says where it lies. */
export const readBlock = async (blob: Blob, at: Span): Promise<Block> => ({
  base: at.start,
  bytes: asBuffer(await blob.read(at)),
});

/** The blob in blocks of `blockSize`; the last one is shorter. */
export async function* blocksOf(blob: Blob): AsyncGenerator<Block> {
  for (let at = 0; at < blob.size; at += blockSize)
    yield readBlock(blob, span(at, Math.min(at + blockSize, blob.size)));
}

/** Whether the byte occurs anywhere. Runs at the speed of memory. */
export async function holdsByte(blob: Blob, byte: number): Promise<boolean> {
  for await (const { bytes } of blocksOf(blob)) if (bytes.includes(byte)) return true;
  return false;
}

/** Whole lines, or, where one is too long, a piece of it. */
export interface LineBlock extends Block {
  /** Whether the first byte goes on with a line that the block before cut. */
  readonly continues: boolean;
}

/**
 * The blob, or a part of it, in blocks that end after a line feed. A line of
 * more than `longest` bytes is cut. A block takes at most twice `longest`, or
 * `blockSize`.
 */
export async function* lineBlocks(
  blob: Blob,
  longest: number,
  part: Span = span(0, blob.size),
): AsyncGenerator<LineBlock> {
  let size = blockSize;
  let continues = false;
  for (let at = part.start; at < part.end;) {
    const block = await readBlock(blob, span(at, Math.min(at + size, part.end)));
    const { length } = block.bytes;
    const whole = block.bytes.lastIndexOf(lineFeed) + 1;
    const isCut = at + length < part.end && length - whole > longest;
    const take = isCut || at + length === part.end ? length : whole;
    if (take === 0) {
      size *= 2;
      continue;
    }
    yield { base: at, bytes: block.bytes.subarray(0, take), continues };
    continues = isCut;
    at += take;
    size = blockSize;
  }
}
