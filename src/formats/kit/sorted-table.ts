import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Patch } from "../../core/patch.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { crc32c, masked } from "./crc32c.ts";
import { isChanged, littleSeal } from "./seal.ts";

/**
 * The table files of LevelDB, which TensorFlow took over for the indices of
 * checkpoints: blocks of keys with values, sorted, a key without what it shares
 * with the one before (https://github.com/google/leveldb/blob/main/doc/table_format.md).
 */

const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];
const footerSize = 48;
/** How a block is packed, and its checksum. */
const trailerSize = 5;
/** TensorFlow writes blocks of 256 KiB; only a value that is longer makes one larger. */
const largestBlock = 64 * 1024 * 1024;
/** Writers start afresh every 16 keys; a key is made of more pieces only in a made-up file. */
const mostPieces = 64;
/** Names of variables with all their scopes; longer shared parts are not carried on. */
const longestShared = 64 * 1024;

type Spans = readonly [Span, ...Span[]];

/** What a block holds besides its entries: where it lies, and how it is packed. */
export interface TableBlock {
  readonly span: Span;
  /** With the trailer. */
  readonly end: number;
  readonly packing: number;
}

/** One key, in the pieces that it was cut into, and its value. */
export interface TableEntry {
  readonly key: Uint8Array;
  readonly places: Spans;
  readonly value: Span;
}

/** Whether the last bytes are those of a table. */
export async function isTable(blob: Blob): Promise<boolean> {
  if (blob.size < footerSize) return false;
  const end = await blob.read(span(blob.size - magic.length, blob.size));
  return magic.every((byte, at) => end[at] === byte);
}

/** The footer: where the two indices are, and where its own padding starts. */
export interface TableFooter {
  readonly meta: Span;
  readonly index: Span;
  readonly padding: Span;
}

/** @throws {MalformedError} It leads out of the blob. */
export async function readFooter(blob: Blob): Promise<TableFooter> {
  const start = Math.max(0, blob.size - footerSize);
  const reader = new Reader(await blob.read(span(start, blob.size)), start);
  const meta = reader.handle(start);
  const index = reader.handle(start);
  return { meta, index, padding: span(start + reader.at, blob.size - magic.length) };
}

/** @throws {MalformedError} The block is too large, or has no trailer. */
export async function blockAt(blob: Blob, at: Span): Promise<TableBlock> {
  const end = at.end + trailerSize;
  if (lengthOf(at) > largestBlock || end > blob.size)
    throw new MalformedError("sorted-table", at.start, `block of ${lengthOf(at)} bytes`);
  const [packing = 0] = await blob.read(span(at.end, at.end + 1));
  return { span: at, end, packing };
}

/** The checksums of the blocks that were changed: over what they hold and how it is packed. */
export async function* sealBlocks(
  blob: Blob,
  blocks: readonly TableBlock[],
  changed: readonly Span[],
): AsyncGenerator<Patch> {
  for (const { span: at } of blocks)
    if (isChanged(at, changed))
      yield littleSeal(at.end + 1, masked(crc32c(await blob.read(span(at.start, at.end + 1)))));
}

/**
 * The entries of a block that is not packed.
 *
 * @throws {MalformedError} Some entry leads out of the block.
 */
export function* entriesOf(bytes: Uint8Array, base: number): Generator<TableEntry> {
  const reader = new Reader(bytes, base);
  const end = reader.entriesEnd();
  let key: Uint8Array = new Uint8Array();
  let places: readonly Span[] = [];
  while (reader.at < end) {
    const shared = reader.varint();
    const rest = reader.varint();
    const valueSize = reader.varint();
    if (shared > key.length) throw reader.malformed(`${shared} bytes shared of ${key.length}`);
    const from = reader.at;
    const delta = reader.take(rest, end);
    const value = reader.at;
    reader.take(valueSize, end);
    const isShort = shared <= longestShared && places.length < mostPieces;
    const before = isShort ? pieces(places, shared) : [];
    key = isShort ? joined(key.subarray(0, shared), delta) : delta;
    places = rest > 0 ? [...before, span(base + from, base + value)] : before;
    const [first = span(base + from, base + from), ...others] = places;
    yield { key, places: [first, ...others], value: span(base + value, base + value + valueSize) };
  }
}

/** The places of the first `size` bytes. */
function pieces(places: readonly Span[], size: number): Span[] {
  const kept: Span[] = [];
  let left = size;
  for (const each of places) {
    if (left === 0) break;
    const end = Math.min(each.end, each.start + left);
    kept.push(span(each.start, end));
    left -= end - each.start;
  }
  return kept;
}

const joined = (one: Uint8Array, other: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
};

/** What stands where the offsets of entries should be, when that is no such offsets. */
export function strayOffsets(bytes: Uint8Array, base: number): Span | undefined {
  const end = new Reader(bytes, base).entriesEnd();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let last = -1;
  for (let at = end; at < bytes.length - 4; at += 4) {
    const offset = view.getUint32(at, true);
    if (offset <= last || offset > end) return span(base + end, base + bytes.length - 4);
    last = offset;
  }
  return undefined;
}

/** Where a block lies, by the value that an index has for it. */
export function handleOf(bytes: Uint8Array, base: number, end: number): Span {
  return new Reader(bytes, base).handle(end);
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #base: number;

  constructor(bytes: Uint8Array, base: number) {
    this.#bytes = bytes;
    this.#base = base;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8 && this.at < this.#bytes.length; count++) {
      const byte = this.#bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
    throw this.malformed("varint without end");
  }

  /** Offset and size of a block, which must end before `end`. */
  handle(end: number): Span {
    const start = this.varint();
    const size = this.varint();
    if (!(start + size <= end)) throw this.malformed(`block at ${start} of ${size} bytes`);
    return span(start, start + size);
  }

  take(size: number, end: number): Uint8Array {
    if (!(size <= end - this.at)) throw this.malformed(`${size} bytes of ${end - this.at}`);
    const from = this.at;
    this.at += size;
    return this.#bytes.subarray(from, this.at);
  }

  /** Where the entries end, and the offsets of those that share nothing begin. */
  entriesEnd(): number {
    const bytes = this.#bytes;
    if (bytes.length < 4) throw this.malformed("block without end");
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const end = bytes.length - 4 - 4 * view.getUint32(bytes.length - 4, true);
    if (end < 0) throw this.malformed("more restarts than bytes");
    return end;
  }

  malformed(message: string): MalformedError {
    return new MalformedError("sorted-table", this.#base + this.at, message);
  }
}
