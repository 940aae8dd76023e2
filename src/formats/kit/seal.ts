import type { Blob } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import { overlaps, type Span, span } from "../../core/span.ts";

/** Whether a change reaches into the part. */
export const isChanged = (part: Span, changed: readonly Span[]): boolean =>
  changed.some((each) => overlaps(each, part));

/** A u32, low byte first. */
export function littleSeal(at: number, sum: number): Patch {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sum);
  return { at, bytes };
}

/** A u32, high byte first. */
export function bigSeal(at: number, sum: number): Patch {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(sum);
  return { at, bytes };
}

const blockSize = 1024 * 1024;

/**
 * The sum over a part of any length, read block by block.
 *
 * @param add The sum of some bytes, given that of those before.
 */
export async function summed(
  blob: Blob,
  part: Span,
  add: (bytes: Uint8Array, before: number) => number,
): Promise<number> {
  let sum = 0;
  for (let at = part.start; at < part.end; at += blockSize)
    sum = add(await blob.read(span(at, Math.min(at + blockSize, part.end))), sum);
  return sum;
}
