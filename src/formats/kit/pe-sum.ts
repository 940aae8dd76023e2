import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";

const blockSize = 1024 * 1024;

/**
 * The checksum of a Windows program (`CheckSumMappedFile`): its 16-bit words
 * added with the carry brought round, and its size. Its own field counts as zero.
 *
 * @param sumAt Where that field stands.
 */
export async function imageSum(blob: Blob, sumAt: number): Promise<number> {
  let sum = 0;
  for (let at = 0; at < blob.size; at += blockSize) {
    const bytes = Buffer.alloc(blockSize);
    bytes.set(await blob.read(span(at, Math.min(at + blockSize, blob.size))));
    if (sumAt >= at && sumAt < at + blockSize) bytes.fill(0, sumAt - at, sumAt - at + 4);
    for (let each = 0; each < blockSize; each += 2) {
      sum += bytes.readUInt16LE(each);
      sum = (sum & 0xffff) + (sum >>> 16);
    }
  }
  return ((sum & 0xffff) + (sum >>> 16) + blob.size) >>> 0;
}
