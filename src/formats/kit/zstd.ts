import type { Blob } from "../../core/blob.ts";
import type { Span } from "../../core/span.ts";
import { Feed } from "./feed.ts";
import { inflatePieces } from "./inflate.ts";
import { skipFrame } from "./skippable.ts";

/** RFC 8878 §3.1.1. */
const frameMark = 0xfd2f_b528;
const longestHeader = 18;

/** Zstd itself allows this much unasked; a larger window would be memory that a header can demand. */
const largestWindow = 128 * 1024 * 1024;

/** What is said at the start of a frame (RFC 8878 §3.1.1.1). */
interface FrameHeader {
  /** Of the header, mark included, in bytes. */
  readonly size: number;
  /** In bytes. */
  readonly window: number;
  readonly dictionary: number;
  readonly hasChecksum: boolean;
}

export const isZstd = (bytes: Uint8Array): boolean => frameHeader(bytes) !== undefined;

/** Why the frame that these bytes start cannot be unpacked, as the reason of a gap. */
export function zstdObstacle(bytes: Uint8Array): string | undefined {
  const header = frameHeader(bytes);
  if (header && header.dictionary > 0) return `unsupported: needs dictionary ${header.dictionary}`;
  return header && header.window > largestWindow
    ? `limit: window of ${header.window} bytes`
    : undefined;
}

/**
 * Unpacks zstd frames, one after the other.
 *
 * @param skipped Told of the bytes in frames that are to be skipped.
 * @throws {MalformedError} A frame is damaged, needs a dictionary or too much memory, or ends too soon.
 */
export async function* unpackZstd(
  blob: Blob,
  at: Span,
  skipped: (bytes: Span) => void = () => {},
): AsyncGenerator<Uint8Array, number> {
  const feed = new Feed(blob, "zstd", at);
  for (;;) {
    await feed.fill(longestHeader);
    const head = feed.bytes.subarray(feed.at);
    const header = frameHeader(head);
    if (header) {
      const obstacle = zstdObstacle(head);
      if (obstacle) throw feed.malformed(obstacle);
      yield* inflatePieces("zstd", frame(feed, header), feed.offset);
      continue;
    }
    const bytes = await skipFrame(feed);
    if (!bytes) return feed.offset;
    skipped(bytes);
  }
}

/** The bytes of one frame, block by block, so that its end is known (RFC 8878 §3.1.1.2). */
async function* frame(feed: Feed, header: FrameHeader): AsyncGenerator<Uint8Array> {
  yield feed.take(header.size);
  for (let last = false; !last;) {
    const bytes = await feed.take(3);
    const word = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8) | ((bytes[2] ?? 0) << 16);
    last = (word & 1) === 1;
    const isRun = ((word >> 1) & 3) === 1;
    yield bytes;
    yield feed.take(isRun ? 1 : word >> 3);
  }
  if (header.hasChecksum) yield feed.take(4);
}

function frameHeader(bytes: Uint8Array): FrameHeader | undefined {
  if (bytes.length < 6) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== frameMark) return undefined;
  const flags = view.getUint8(4);
  const isSingle = (flags & 0x20) !== 0;
  const dictionaryAt = isSingle ? 5 : 6;
  const dictionarySize = [0, 1, 2, 4][flags & 3] ?? 0;
  const contentAt = dictionaryAt + dictionarySize;
  const contentSize = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const size = contentAt + contentSize;
  // Bit 3 is reserved, and must be zero.
  if (size > bytes.length || flags & 8) return undefined;
  const content = littleEndian(bytes, contentAt, contentSize) + (contentSize === 2 ? 256 : 0);
  return {
    size,
    window: isSingle ? content : windowSize(view.getUint8(5)),
    dictionary: littleEndian(bytes, dictionaryAt, dictionarySize),
    hasChecksum: (flags & 4) !== 0,
  };
}

/** RFC 8878 §3.1.1.1.2. */
const windowSize = (byte: number): number => 2 ** (10 + (byte >> 3)) * (1 + (byte & 7) / 8);

const littleEndian = (bytes: Uint8Array, at: number, width: number): number =>
  bytes.subarray(at, at + width).reduceRight((sum, byte) => sum * 256 + byte, 0);
