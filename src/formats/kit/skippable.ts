import { type Span, span } from "../../core/span.ts";
import type { Feed } from "./feed.ts";

const headerSize = 8;

/**
 * Passes over a frame that both zstd and LZ4 tell their readers to skip: a mark
 * 0x184D2A50 to 0x184D2A5F, a length, and bytes of any kind (RFC 8878 §3.1.2).
 * Returns where those bytes are, or undefined when no such frame stands here whole.
 */
export async function skipFrame(feed: Feed): Promise<Span | undefined> {
  await feed.fill(headerSize);
  const size = skippedSize(feed.bytes.subarray(feed.at));
  if (size === undefined || headerSize + size > feed.left) return undefined;
  feed.skip(headerSize + size);
  return span(feed.offset - size, feed.offset);
}

/** How many bytes follow the header that these bytes start with, if it is one of a frame to be skipped. */
export function skippedSize(bytes: Uint8Array): number | undefined {
  if (bytes.length < headerSize) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const isMark = view.getUint32(0, true) >>> 4 === 0x184_d2a5;
  return isMark ? view.getUint32(4, true) : undefined;
}
