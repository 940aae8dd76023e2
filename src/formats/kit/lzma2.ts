import type { Feed } from "./feed.ts";
import type { History } from "./history.ts";
import { LzmaDecoder, longestSymbol, lzmaProperties } from "./lzma.ts";

/** What is handed on at once, in bytes. */
const chunkSize = 256 * 1024;

/**
 * Unpacks LZMA2: chunks of LZMA, or of bytes as they stand, each with a control
 * byte and its sizes, up to a control byte of zero. The XZ format refers to
 * LZMA2 by name only; the layout is that of the public LZMA SDK (`Lzma2Dec.c`).
 *
 * @throws {MalformedError} A chunk is damaged, or the input ends too soon.
 */
export async function* unpackLzma2(feed: Feed, history: History): AsyncGenerator<Uint8Array, void> {
  let decoder: LzmaDecoder | undefined;
  let fresh = true;
  for (;;) {
    const control = (await feed.take(1))[0] ?? 0;
    if (control === 0) break;
    const forgets = control === 1 || control >= 0xe0;
    if (fresh && !forgets) throw feed.malformed("first chunk does not start a dictionary");
    fresh = false;
    if (forgets) history.reset();
    if (control < 0x80) {
      if (control > 2) throw feed.malformed(`control byte ${control}`);
      yield* plainChunk(feed, history);
    } else {
      decoder = yield* lzmaChunk(feed, history, decoder, control);
    }
  }
  yield* history.take();
}

async function* plainChunk(feed: Feed, history: History): AsyncGenerator<Uint8Array, void> {
  history.putAll(await feed.take(1 + u16(await feed.take(2), 0)));
  if (history.pending >= chunkSize) yield* history.take();
}

async function* lzmaChunk(
  feed: Feed,
  history: History,
  before: LzmaDecoder | undefined,
  control: number,
): AsyncGenerator<Uint8Array, LzmaDecoder> {
  const sizes = await feed.take(4);
  const size = ((control & 0x1f) << 16) + u16(sizes, 0) + 1;
  const packed = u16(sizes, 2) + 1;
  const decoder = await prepared(feed, history, before, control);
  const end = feed.offset + packed;
  await feed.fill(5);
  decoder.start();
  const until = history.total + size;
  for (;;) {
    const pause = decoder.decode(until, chunkSize);
    if (pause === "end") throw feed.malformed("end mark inside a chunk");
    if (history.pending >= chunkSize) yield* history.take();
    if (pause === "full") break;
    await feed.fill(longestSymbol);
  }
  feed.check();
  if (feed.offset !== end) throw feed.malformed("chunk does not end where it should");
  return decoder;
}

/** A decoder with as much forgotten as bits 5 and 6 of the control byte say. */
async function prepared(
  feed: Feed,
  history: History,
  before: LzmaDecoder | undefined,
  control: number,
): Promise<LzmaDecoder> {
  const resets = (control >> 5) & 3;
  if (resets >= 2) {
    const properties = lzmaProperties((await feed.take(1))[0] ?? 0);
    if (!properties || properties.lc + properties.lp > 4)
      throw feed.malformed("properties that no encoder writes");
    if (!before) return new LzmaDecoder(feed, history, properties);
    before.reset(properties);
  } else if (resets === 1) before?.reset();
  if (!before) throw feed.malformed("first chunk has no properties");
  return before;
}

const u16 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
