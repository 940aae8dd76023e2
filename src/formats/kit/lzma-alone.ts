import type { Blob } from "../../core/blob.ts";
import type { Span } from "../../core/span.ts";
import { Feed } from "./feed.ts";
import { History } from "./history.ts";
import { largestDictionary, LzmaDecoder, longestSymbol, lzmaProperties } from "./lzma.ts";

/** What is handed on at once, in bytes. */
const chunkSize = 256 * 1024;

/** What comes before the bare stream, in whichever container. */
export interface LzmaHeader {
  /** The properties' first byte. */
  readonly properties: number;
  /** In bytes. */
  readonly dictionary: number;
  /** Of the unpacked data; undefined when only an end mark tells. */
  readonly size: number | undefined;
}

/**
 * The 13 bytes before a stream of LZMA alone: properties, dictionary, size with
 * all bits set if it is not known (the LZMA specification of the SDK).
 */
export function lzmaHeader(bytes: Uint8Array): LzmaHeader | undefined {
  if (bytes.length < 13) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = view.getBigUint64(5, true);
  return {
    properties: view.getUint8(0),
    dictionary: view.getUint32(1, true),
    size: size === 0xffff_ffff_ffff_ffffn ? undefined : Number(size),
  };
}

/**
 * Unpacks a `.lzma` stream, header included.
 *
 * @throws {MalformedError} It is damaged, ends too soon, or wants more memory than it may have.
 */
export async function* unpackLzmaAlone(blob: Blob, at: Span): AsyncGenerator<Uint8Array, number> {
  const feed = new Feed(blob, "lzma", at);
  const header = lzmaHeader(await feed.take(13));
  if (!header) throw feed.malformed("no header");
  return yield* unpackLzma(feed, header);
}

/**
 * Unpacks a stream of LZMA in a zip: version and length of the properties come
 * first, the size is in the zip's headers (APPNOTE.TXT §5.8.8).
 */
export async function* unpackZipLzma(
  blob: Blob,
  at: Span,
  size: number | undefined,
): AsyncGenerator<Uint8Array, number> {
  const feed = new Feed(blob, "lzma", at);
  const start = await feed.take(9);
  const view = new DataView(start.buffer, start.byteOffset, start.length);
  if (view.getUint16(2, true) !== 5) throw feed.malformed("properties are not 5 bytes");
  const [properties, dictionary] = [view.getUint8(4), view.getUint32(5, true)];
  return yield* unpackLzma(feed, { properties, dictionary, size });
}

async function* unpackLzma(
  feed: Feed,
  { properties, dictionary, size = Infinity }: LzmaHeader,
): AsyncGenerator<Uint8Array, number> {
  const known = lzmaProperties(properties);
  if (!known) throw feed.malformed("properties that no encoder writes");
  // A dictionary is never larger than the data, whatever the header says.
  if (Math.min(dictionary, size) > largestDictionary)
    throw feed.malformed(`dictionary of ${dictionary} bytes`);
  const history = new History(Math.min(dictionary, size));
  const decoder = new LzmaDecoder(feed, history, known);
  await feed.fill(5);
  decoder.start();
  for (;;) {
    const pause = decoder.decode(size, chunkSize);
    if (pause !== "input") yield* history.take();
    feed.check();
    if (pause === "full" || pause === "end") return streamEnd(feed, decoder, pause);
    await feed.fill(longestSymbol);
  }
}

/** Where the stream ends. One whose size is known may have an end mark all the same. */
async function streamEnd(feed: Feed, decoder: LzmaDecoder, pause: "full" | "end"): Promise<number> {
  if (pause === "full" && !decoder.isDone) {
    await feed.fill(longestSymbol);
    if (!decoder.ends()) throw feed.malformed("stream goes on after its last byte");
    feed.check();
  }
  if (!decoder.isDone) throw feed.malformed("stream does not end as it should");
  return feed.offset;
}
