import { type Blob, memoryBlob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import type { Column } from "./arrow-columns.ts";
import { unpackBlock } from "./block-codecs.ts";
import { Cursor } from "./cursor.ts";
import { unpackLz4 } from "./lz4.ts";
import { type Cell, packedRows } from "./packed-rows.ts";
import { unread } from "./steps.ts";
import { cellRegions } from "./table-metadata.ts";

/** A longer value is swept where it stands. */
const longestValue = 8 * 1024 * 1024;
/** Buffers of batches take some megabytes; a longer one is not unpacked. In bytes. */
const largestBuffer = 64 * 1024 * 1024;
const viewSize = 16;
/** Views hold texts of up to so many bytes themselves. */
const longestInline = 12;

/** Where a text stands: in the views, or in a data buffer. */
interface Place {
  /** -1: in the buffer of views. */
  readonly buffer: number;
  readonly at: Span;
}

/** The texts of a column that is not packed, each where it stands. */
export async function* textRegions(blob: Blob, column: Column): AsyncGenerator<Region> {
  const cursors = new Map<number, Cursor>();
  let row = -1;
  for await (const { buffer, at } of places(blob, column.main, column)) {
    row++;
    const base = (buffer < 0 ? column.main : column.data[buffer]) ?? span(0, 0);
    const there = span(base.start + at.start, base.start + at.end);
    if (lengthOf(there) > longestValue) yield { kind: "stretch", as: "binary", span: there };
    else if (lengthOf(there) > 0) {
      const cursor = cursors.get(buffer) ?? new Cursor(blob, "arrow", base);
      cursors.set(buffer, cursor);
      cursor.at = there.start;
      await cursor.need(lengthOf(there));
      const bytes = cursor.bytes(lengthOf(there));
      yield* cellRegions(blob, { key: `${column.batch}[${row}]${column.path}`, at: there, bytes });
    }
  }
}

/** Where each text of a column lies. @throws {MalformedError} One lies outside its buffer. */
const places = (blob: Blob, main: Span, column: Column): AsyncGenerator<Place> =>
  (column.kind === "views" ? viewPlaces : offsetPlaces)(new Cursor(blob, "arrow", main), column);

async function* viewPlaces(cursor: Cursor, { data }: Column): AsyncGenerator<Place> {
  const start = cursor.at;
  const sizes = data.map(lengthOf);
  while (cursor.left >= viewSize) {
    await cursor.need(viewSize);
    yield viewAt(cursor, start, sizes);
  }
}

/** An offset for each text, and one for the end of the last. */
async function* offsetPlaces(cursor: Cursor, { data, width }: Column): AsyncGenerator<Place> {
  const size = data[0] ? lengthOf(data[0]) : 0;
  let start: number | undefined;
  while (cursor.left >= width) {
    if (!cursor.has(width)) await cursor.need(width);
    const end = width === 4 ? cursor.u32() : cursor.u64();
    // What pads the offsets is zero, and none of them.
    if (end === 0 && start !== undefined && start > 0) return;
    if (end > size || end < (start ?? 0))
      throw cursor.malformed(`text ends at ${end} of ${size}`, width);
    if (start !== undefined) yield { buffer: 0, at: span(start, end) };
    start = end;
  }
}

function viewAt(cursor: Cursor, base: number, sizes: readonly number[]): Place {
  const from = cursor.at - base + 4;
  const length = cursor.u32();
  cursor.skip(4);
  const buffer = cursor.u32();
  const offset = cursor.u32();
  if (length <= longestInline) return { buffer: -1, at: span(from, from + length) };
  if (offset + length > (sizes[buffer] ?? 0))
    throw cursor.malformed(`text ends at ${offset + length} of buffer ${buffer}`, viewSize);
  return { buffer, at: span(offset, offset + length) };
}

/** Codecs of a batch's buffers, by their number. */
export type ArrowCodec = "lz4" | "zstd";

/** The texts of a column whose buffers are packed. */
export async function* packedTextRegions(
  blob: Blob,
  column: Column,
  codec: ArrowCodec,
): AsyncGenerator<Region> {
  const buffers = [column.main, ...column.data];
  const at = span(
    Math.min(...buffers.map(({ start }) => start)),
    Math.max(...buffers.map(({ end }) => end)),
  );
  const sizes = await Promise.all(buffers.map(async (each) => unpackedSize(blob, each)));
  if (sizes.some((size) => size > largestBuffer))
    for (const each of buffers) yield* unread(`limit: buffer of over ${largestBuffer} bytes`, each);
  else
    yield* packedRows((column.batch + column.path).replace(/^\$\.?/, ""), at, async () => {
      const [main = new Uint8Array(), ...data] = await Promise.all(
        buffers.map(async (each) => unpacked(blob, each, codec)),
      );
      return Array.fromAsync(cellsOf(column, main, data));
    });
}

async function* cellsOf(
  column: Column,
  main: Uint8Array,
  data: readonly Uint8Array[],
): AsyncGenerator<Cell> {
  const open = { ...column, data: data.map(({ length }) => span(0, length)) };
  for await (const { buffer, at } of places(memoryBlob(main), span(0, main.length), open)) {
    const from = buffer < 0 ? main : data[buffer];
    if (from && lengthOf(at) > 0)
      yield { name: column.name, bytes: from.subarray(at.start, at.end) };
  }
}

/** Each buffer starts with its unpacked size (i64); -1: it was left as it is. */
async function unpackedSize(blob: Blob, at: Span): Promise<number> {
  if (lengthOf(at) < 8) return 0;
  const bytes = await blob.read(span(at.start, at.start + 8));
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true));
  return size < 0 ? lengthOf(at) - 8 : size;
}

/** @throws {MalformedError} The buffer is damaged. */
async function unpacked(blob: Blob, at: Span, codec: ArrowCodec): Promise<Uint8Array> {
  if (lengthOf(at) <= 8) return new Uint8Array();
  const bytes = await blob.read(at);
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(0, true));
  const packed = bytes.subarray(8);
  if (size < 0) return packed;
  if (codec === "zstd") return unpackBlock("zstd", packed, size);
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of unpackLz4(memoryBlob(packed), span(0, packed.length), () => {})) {
    total += chunk.length;
    if (total > size) throw new MalformedError("arrow", at.start, `buffer of over ${size} bytes`);
    chunks.push(Uint8Array.from(chunk));
  }
  return Buffer.concat(chunks);
}
