import type { Blob } from "../../core/blob.ts";
import type { Span } from "../../core/span.ts";
import { Feed } from "./feed.ts";
import { History } from "./history.ts";
import { skipFrame } from "./skippable.ts";
import { Xxh32, xxh32 } from "./xxh32.ts";

const KiB = 1024;

/** https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md */
const frameMark = 0x184d_2204;
const legacyMark = 0x184c_2102;
const longestDescriptor = 19;
/** Blocks of legacy frames: unpacked, and packed when nothing could be saved. */
const legacyBlock = 8 * KiB * KiB;
const longestLegacy = legacyBlock + Math.ceil(legacyBlock / 255) + 16;

/** What is handed on at once, in bytes. */
const chunkSize = 256 * KiB;

/** What the flags at the start of a frame say. */
interface Frame {
  readonly linked: boolean;
  readonly blockSums: boolean;
  readonly contentSum: boolean;
  readonly dictionary: boolean;
  /** Of one block, unpacked. */
  readonly largest: number;
}

/** Whether the bytes start a frame. The header has a checksum, so this is sure for the newer kind. */
export function isLz4(bytes: Uint8Array): boolean {
  const mark = u32(bytes, 0);
  return mark === legacyMark || (mark === frameMark && descriptorEnd(bytes) > 0);
}

/** Why the frame that these bytes start cannot be unpacked, as the reason of a gap. */
export const lz4Obstacle = (bytes: Uint8Array): string | undefined =>
  u32(bytes, 0) === frameMark && frameOf(bytes).dictionary
    ? "unsupported: needs a dictionary"
    : undefined;

/**
 * Unpacks LZ4 frames, new and legacy, one after the other.
 *
 * @param skipped Told of the bytes in frames that are to be skipped.
 * @throws {MalformedError} A block is damaged, or the input ends too soon.
 */
export async function* unpackLz4(
  blob: Blob,
  at: Span,
  skipped: (bytes: Span) => void,
): AsyncGenerator<Uint8Array, number> {
  const feed = new Feed(blob, "lz4", at);
  for (;;) {
    await feed.fill(longestDescriptor);
    const head = feed.bytes.subarray(feed.at);
    if (isLz4(head)) {
      yield* u32(head, 0) === legacyMark ? unpackLegacy(feed) : unpackFrame(feed, head);
      continue;
    }
    const bytes = await skipFrame(feed);
    if (!bytes) return feed.offset;
    skipped(bytes);
  }
}

/** Where the descriptor ends that these bytes start with, or 0 when its checksum does not hold. */
function descriptorEnd(bytes: Uint8Array): number {
  const flags = bytes[4] ?? 0;
  const end = 6 + (flags & 8 ? 8 : 0) + (flags & 1 ? 4 : 0);
  const holds = ((xxh32(bytes.subarray(4, end)) >>> 8) & 0xff) === bytes[end];
  return holds && flags >> 6 === 1 ? end + 1 : 0;
}

function frameOf(bytes: Uint8Array): Frame {
  const flags = bytes[4] ?? 0;
  const size = ((bytes[5] ?? 0) >> 4) & 7;
  return {
    linked: (flags & 0x20) === 0,
    blockSums: (flags & 0x10) !== 0,
    contentSum: (flags & 4) !== 0,
    dictionary: (flags & 1) !== 0,
    largest: size < 4 ? 0 : KiB * 4 ** (size - 1),
  };
}

async function* unpackFrame(feed: Feed, head: Uint8Array): AsyncGenerator<Uint8Array, void> {
  const frame = frameOf(head);
  if (frame.dictionary) throw feed.malformed("frame needs a dictionary");
  feed.skip(descriptorEnd(head));
  const content = new Xxh32();
  for await (const chunk of unpackBlocks(feed, frame)) {
    if (frame.contentSum) content.add(chunk);
    yield chunk;
  }
  if (frame.contentSum && u32(await feed.take(4), 0) !== content.sum)
    throw feed.malformed("checksum of a frame is wrong");
}

async function* unpackBlocks(feed: Feed, frame: Frame): AsyncGenerator<Uint8Array, void> {
  const history = new History(chunkSize * 2);
  for (;;) {
    const size = u32(await feed.take(4), 0);
    if (size === 0) break;
    const length = size & 0x7fff_ffff;
    if (length > frame.largest) throw feed.malformed(`block of ${length} bytes`);
    const block = await feed.take(length);
    if (!frame.linked) history.reset();
    if (size > 0x7fff_ffff) history.putAll(block);
    else yield* unpackBlock(feed, block, history, frame.largest);
    if (history.pending >= chunkSize) yield* history.take();
    if (frame.blockSums && u32(await feed.take(4), 0) !== xxh32(block))
      throw feed.malformed("checksum of a block is wrong");
  }
  yield* history.take();
}

/** Legacy frames have neither an end nor checksums: blocks follow until one would be too long. */
async function* unpackLegacy(feed: Feed): AsyncGenerator<Uint8Array, void> {
  const history = new History(chunkSize * 2);
  feed.skip(4);
  for (;;) {
    await feed.fill(4);
    const size = u32(feed.bytes, feed.at);
    if (feed.left < 4 || size === 0 || size > longestLegacy) break;
    feed.skip(4);
    history.reset();
    yield* unpackBlock(feed, await feed.take(size), history, legacyBlock);
    yield* history.take();
  }
}

/**
 * One block: sequences of literals and a match, the last without a match
 * (lz4_Block_format.md).
 */
function* unpackBlock(
  feed: Feed,
  block: Uint8Array,
  history: History,
  largest: number,
): Generator<Uint8Array, void> {
  const end = history.total + largest;
  const reader = { block, at: 0 };
  while (reader.at < block.length) {
    const token = block[reader.at++] ?? 0;
    const literals = lengthOf(reader, token >> 4);
    if (reader.at + literals > block.length) throw feed.malformed("literals outside the block");
    history.putAll(block.subarray(reader.at, (reader.at += literals)));
    if (reader.at === block.length) break;
    const distance = (block[reader.at] ?? 0) | ((block[reader.at + 1] ?? 0) << 8);
    reader.at += 2;
    const match = lengthOf(reader, token & 15) + 4;
    if (reader.at > block.length || !history.reaches(distance))
      throw feed.malformed("match outside the data");
    if (history.total + match > end) throw feed.malformed("block longer than its frame allows");
    history.copy(distance, match);
    if (history.pending >= chunkSize) yield* history.take();
  }
}

/** 15 is followed by more, and each byte of 255 by another. */
function lengthOf(reader: { readonly block: Uint8Array; at: number }, start: number): number {
  if (start < 15) return start;
  let length = start;
  for (;;) {
    const byte = reader.block[reader.at++] ?? 0;
    length += byte;
    if (byte < 255) return length;
  }
}

/** 0 when the bytes end before. */
const u32 = (bytes: Uint8Array, at: number): number =>
  at + 4 > bytes.length
    ? 0
    : new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true);
