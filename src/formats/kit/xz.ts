import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import type { Span } from "../../core/span.ts";
import { Crc64 } from "./crc64.ts";
import { Feed } from "./feed.ts";
import { History } from "./history.ts";
import { largestDictionary } from "./lzma.ts";
import { unpackLzma2 } from "./lzma2.ts";

/** https://tukaani.org/xz/xz-file-format.txt §2.1.1.1 and §2.1.2.4. */
const magic = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const footerMagic = 0x5a59;
const headerSize = 12;
const footerSize = 12;
/** Longest number of the variable kind, in bytes (§1.2). */
const longestNumber = 9;
const lzma2 = 0x21;

/** Size of each kind of check, in bytes (§2.1.1.2). */
const checkSizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];

/** What is said at the start of a block (§3.1). */
interface Block {
  /** Of filters, in the order in which the encoder applied them. */
  readonly filters: readonly number[];
  /** In bytes. */
  readonly dictionary: number;
}

export const isXz = (bytes: Uint8Array): boolean => magic.every((byte, at) => bytes[at] === byte);

/**
 * Why the stream at `at` cannot be unpacked, as the reason of a gap, told from
 * its first block. Undefined: nothing speaks against it.
 *
 * @throws {MalformedError} The headers are damaged.
 */
export async function xzObstacle(blob: Blob, at: Span): Promise<string | undefined> {
  const feed = new Feed(blob, "xz", at);
  await streamHeader(feed);
  const size = (await feed.take(1))[0] ?? 0;
  if (size === 0) return undefined;
  const { filters, dictionary } = blockHeader(feed, await feed.take(size * 4 + 3));
  const filter = filters.find((each) => each !== lzma2);
  if (filter !== undefined) return `unsupported: xz filter ${filter}`;
  return dictionary > largestDictionary ? `limit: dictionary of ${dictionary} bytes` : undefined;
}

/**
 * Unpacks xz: all the streams that follow one another, with the padding
 * between them.
 *
 * @throws {MalformedError} A block is damaged, uses another filter than LZMA2, or the input ends too soon.
 */
export async function* unpackXz(blob: Blob, at: Span): AsyncGenerator<Uint8Array, number> {
  const feed = new Feed(blob, "xz", at);
  let end: number;
  do {
    yield* unpackStream(feed);
    end = feed.offset;
    await skipPadding(feed);
  } while (await startsStream(feed));
  return feed.left === 0 ? feed.offset : end;
}

async function startsStream(feed: Feed): Promise<boolean> {
  await feed.fill(headerSize);
  return isXz(feed.bytes.subarray(feed.at));
}

/** Zeros, four at a time (§2.2). */
async function skipPadding(feed: Feed): Promise<void> {
  for (;;) {
    await feed.fill(4);
    if (feed.left < 4) return;
    for (let each = 0; each < 4; each++) if (feed.bytes[feed.at + each] !== 0) return;
    feed.at += 4;
  }
}

async function* unpackStream(feed: Feed): AsyncGenerator<Uint8Array, void> {
  const check = await streamHeader(feed);
  for (;;) {
    const start = feed.offset;
    const size = (await feed.take(1))[0] ?? 0;
    if (size === 0) return skipIndex(feed, start);
    const { filters, dictionary } = blockHeader(feed, await feed.take(size * 4 + 3));
    if (filters.some((each) => each !== lzma2)) throw feed.malformed("filter other than LZMA2");
    if (dictionary > largestDictionary) throw feed.malformed(`dictionary of ${dictionary} bytes`);
    yield* unpackBlock(feed, dictionary, check);
  }
}

/** Reads the stream header (§2.1.1) and returns the kind of check. */
async function streamHeader(feed: Feed): Promise<number> {
  const header = await feed.take(headerSize);
  if (!isXz(header)) throw feed.malformed("no stream header");
  if (u32(header, 8) !== crc32(header.subarray(6, 8)))
    throw feed.malformed("checksum of the stream header is wrong");
  return (header[7] ?? 0) & 0x0f;
}

/** @param rest The block header (§3.1) behind its first byte, which says how long it is. */
function blockHeader(feed: Feed, rest: Uint8Array): Block {
  const first = Uint8Array.of((rest.length - 3) / 4);
  const end = rest.length - 4;
  if (u32(rest, end) !== crc32(rest.subarray(0, end), crc32(first)))
    throw feed.malformed("checksum of a block header is wrong");
  const flags = rest[0] ?? 0;
  const fields = { bytes: rest.subarray(0, end), at: 1 };
  if (flags & 0x40) number(feed, fields);
  if (flags & 0x80) number(feed, fields);
  const filters: number[] = [];
  let dictionary = 0;
  for (let left = (flags & 3) + 1; left > 0; left--) {
    const id = number(feed, fields);
    const length = number(feed, fields);
    if (id === lzma2) dictionary = dictionarySize(fields.bytes[fields.at] ?? 0);
    fields.at += length;
    filters.push(id);
  }
  if (filters.at(-1) !== lzma2) return { filters, dictionary: 0 };
  return { filters, dictionary };
}

/** §5.3.1; 40 stands for 4 GiB less one byte. */
const dictionarySize = (bits: number): number =>
  bits >= 40 ? 2 ** 32 - 1 : (2 | (bits & 1)) * 2 ** ((bits >> 1) + 11);

/** A number in groups of seven bits, the lowest first (§1.2). */
function number(feed: Feed, from: { readonly bytes: Uint8Array; at: number }): number {
  let value = 0;
  for (let each = 0; each < longestNumber; each++) {
    const byte = from.bytes[from.at++];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * each);
    if (byte < 0x80) return value;
  }
  throw feed.malformed("number without end");
}

/** The data of a block, the zeros that fill it up to four bytes, and its check (§3.2 to §3.4). */
async function* unpackBlock(
  feed: Feed,
  dictionary: number,
  kind: number,
): AsyncGenerator<Uint8Array, void> {
  const start = feed.offset;
  const check = checkOf(kind);
  for await (const chunk of unpackLzma2(feed, new History(dictionary))) {
    check.add(chunk);
    yield chunk;
  }
  await feed.take(-(feed.offset - start) & 3);
  const wanted = await feed.take(checkSizes[kind] ?? 0);
  if (!check.isSum(wanted)) throw feed.malformed("checksum of a block is wrong");
}

interface Check {
  readonly add: (chunk: Uint8Array) => void;
  readonly isSum: (wanted: Uint8Array) => boolean;
}

/** CRC-32 and CRC-64 are compared; SHA-256 and kinds that are not in use are not. */
function checkOf(kind: number): Check {
  if (kind === 1) {
    let sum = 0;
    return { add: (chunk) => void (sum = crc32(chunk, sum)), isSum: (all) => u32(all, 0) === sum };
  }
  if (kind !== 4) return { add: () => {}, isSum: () => true };
  const sum = new Crc64();
  return {
    add: (chunk) => sum.add(chunk),
    isSum: (all) => viewOf(all).getBigUint64(0, true) === sum.sum,
  };
}

/** Passes over the index and the footer (§4, §2.1.2). */
async function skipIndex(feed: Feed, start: number): Promise<void> {
  let records = Infinity;
  for (let each = -1; each < records * 2; each++) {
    await feed.fill(longestNumber);
    const found = number(feed, feed);
    if (each < 0) records = found;
  }
  await feed.take((-(feed.offset - start) & 3) + 4);
  const footer = await feed.take(footerSize);
  if (viewOf(footer).getUint16(10, true) !== footerMagic) throw feed.malformed("no footer");
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const u32 = (bytes: Uint8Array, at: number): number => viewOf(bytes).getUint32(at, true);
