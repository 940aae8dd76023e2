import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { LimitError, MalformedError } from "../../core/error.ts";
import type { Patch } from "../../core/patch.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { unpackBlock } from "./block-codecs.ts";
import { type Cell, packedRows } from "./packed-rows.ts";
import type { ColumnChunk } from "./parquet-columns.ts";
import { pageHeader } from "./parquet-names.ts";
import { deltaValues, encodings, isIndexed, valueSpans } from "./parquet-values.ts";
import { isChanged, summed } from "./seal.ts";
import { unread } from "./steps.ts";
import { cellRegions } from "./table-metadata.ts";
import { numberOf, structOf, ThriftReader, type ThriftStruct, thriftTexts } from "./thrift.ts";

/** `PageType` of parquet.thrift. */
const pageTypes = { data: 0, dictionary: 2, dataV2: 3 } as const;
/** A header holds two values of the page at most, of any length. */
const firstLook = 1024;
const longestHeader = 16 * 1024 * 1024;
/** Writers end a page at 1 MiB; with one huge value, such as a video, it is longer. In bytes. */
const largestPage = 64 * 1024 * 1024;

/** A page as its header tells it. */
interface Page {
  readonly data: Span;
  readonly type: number;
  readonly encoding: number;
  /** In bytes. */
  readonly unpackedSize: number;
  /** Levels that stand before the values and are never packed (version 2). */
  readonly levelsSize: number;
  readonly isPacked: boolean;
}

/** The values of a column chunk, page by page. */
export async function* pageRegions(blob: Blob, column: ColumnChunk): AsyncGenerator<Region> {
  let at = column.pages.start;
  for (let index = 0; at < column.pages.end; index++) {
    const rest = span(at, column.pages.end);
    let header: ThriftReader;
    let fields: ThriftStruct;
    try {
      [header, fields] = await headerAt(blob, rest);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      yield* unread(`malformed: ${error.message}`, rest);
      return;
    }
    for (const text of thriftTexts(
      fields,
      pageHeader,
      `${column.group}${column.path}.pages[${index}]`,
    ))
      yield* cellRegions(blob, text);
    const page = pageOf(fields, header.offset);
    if (page.data.end > column.pages.end) {
      yield* unread(`malformed: page ends at ${page.data.end} of ${column.pages.end}`, rest);
      return;
    }
    yield* valueRegions(blob, page, { column, index });
    at = page.data.end;
  }
}

/** @throws {MalformedError} No header stands here. */
async function headerAt(blob: Blob, rest: Span): Promise<readonly [ThriftReader, ThriftStruct]> {
  for (let size = firstLook; ; size *= 16) {
    const at = span(rest.start, Math.min(rest.end, rest.start + size));
    const reader = new ThriftReader(await blob.read(at), at.start, "parquet");
    try {
      return [reader, reader.struct()];
    } catch (error) {
      if (at.end === rest.end || size >= longestHeader) throw error;
    }
  }
}

function pageOf(fields: ThriftStruct, start: number): Page {
  const type = numberOf(fields, 1) ?? -1;
  const second = type === pageTypes.dataV2 ? structOf(fields, 8) : undefined;
  const head = second ?? structOf(fields, type === pageTypes.dictionary ? 7 : 5);
  const size = Math.max(0, numberOf(fields, 3) ?? 0);
  const levels = Math.max(0, numberOf(second, 5) ?? 0) + Math.max(0, numberOf(second, 6) ?? 0);
  return {
    data: span(start, start + size),
    type,
    encoding: numberOf(head, second ? 4 : 2) ?? -1,
    unpackedSize: Math.max(0, numberOf(fields, 2) ?? 0),
    levelsSize: Math.min(size, levels),
    isPacked: numberOf(second, 7) !== 0,
  };
}

/** Where a page belongs. */
interface Place {
  readonly column: ColumnChunk;
  readonly index: number;
}

async function* valueRegions(blob: Blob, page: Page, place: Place): AsyncGenerator<Region> {
  const { column, index } = place;
  const { data, type, encoding } = page;
  const key = `${column.group}${column.path}.pages[${index}]`;
  if (type === pageTypes.data || type === pageTypes.dataV2) {
    if (isIndexed(encoding)) {
      if (lengthOf(data) > 0) yield { kind: "tensor", name: key, span: data };
      return;
    }
  } else if (type !== pageTypes.dictionary) {
    yield* unread(`unsupported: page of type ${type}`, data);
    return;
  }
  const obstacle = obstacleOf(page, column);
  if (obstacle) yield* unread(obstacle, data);
  else if (lengthOf(data) === 0) return;
  else if (column.codec === "none" || !page.isPacked) yield* openValues(blob, page, place);
  else
    yield* packedRows(`${column.name}.${index}`, data, async () =>
      cellsOf(await blob.read(data), page, column),
    );
}

function obstacleOf({ encoding, unpackedSize, data, type }: Page, column: ColumnChunk) {
  const known: readonly number[] = [encodings.plain, encodings.deltaLength, encodings.delta];
  if (type !== pageTypes.dictionary && !known.includes(encoding))
    return `unsupported: values in encoding ${encoding}`;
  if (column.codec === undefined) return "unsupported: codec of the column";
  const size = Math.max(unpackedSize, lengthOf(data));
  return size > largestPage ? `limit: page of ${size} bytes` : undefined;
}

/** Values that stand in the file as they are. */
async function* openValues(
  blob: Blob,
  page: Page,
  { column, index }: Place,
): AsyncGenerator<Region> {
  const bytes = await blob.read(page.data);
  const key = `${column.group}.pages[${index}]`;
  if (page.encoding === encodings.delta) {
    // The values are put together of others: each is told where the page stands.
    yield* packedRows(`${column.name}.${index}`, page.data, async () =>
      cellsOf(bytes, { ...page, isPacked: false }, column),
    );
    return;
  }
  const from = levelsEnd(bytes, page, column);
  const base = page.data.start + from;
  const values = bytes.subarray(from);
  let row = 0;
  for (const each of valueSpans(values, encodingOf(page), column.width)) {
    const at = span(base + each.start, base + each.end);
    const bytes = values.subarray(each.start, each.end);
    yield* cellRegions(blob, { key: `${key}[${row++}]${column.path}`, at, bytes });
  }
}

/** A dictionary is always plain, whatever older writers call it. */
const encodingOf = ({ type, encoding }: Page): number =>
  type === pageTypes.dictionary ? encodings.plain : encoding;

/** Unpacks a page and takes its values apart. */
function* cellsOf(bytes: Uint8Array, page: Page, column: ColumnChunk): Generator<Cell> {
  const { levelsSize, unpackedSize, isPacked } = page;
  const packed = bytes.subarray(levelsSize);
  const unpacked =
    isPacked && packed.length > 0
      ? unpackBlock(column.codec ?? "none", packed, unpackedSize - levelsSize)
      : packed;
  const from = page.type === pageTypes.data ? levelsEnd(unpacked, page, column) : 0;
  const values = unpacked.subarray(from);
  const { name } = column;
  if (page.encoding === encodings.delta)
    for (const bytes of deltaValues(values)) yield { name, bytes };
  else
    for (const { start, end } of valueSpans(values, encodingOf(page), column.width))
      yield { name, bytes: values.subarray(start, end) };
}

/** Where the values start: in data pages of version 1 levels with their lengths (u32) stand before them. */
function levelsEnd(bytes: Uint8Array, page: Page, { levels }: ColumnChunk): number {
  if (page.type === pageTypes.dataV2) return page.levelsSize;
  if (page.type !== pageTypes.data) return 0;
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const deepest of [levels.repetition, levels.definition]) {
    if (deepest === 0) continue;
    if (at + 4 > bytes.length) throw new MalformedError("parquet", at, "page without levels");
    at += 4 + view.getUint32(at, true);
  }
  if (at > bytes.length) throw new MalformedError("parquet", at, "levels outside the page");
  return at;
}

/** The checksums of the pages that were changed, of those that have one (`PageHeader.crc`). */
export async function* sealPages(
  blob: Blob,
  { pages }: ColumnChunk,
  changed: readonly Span[],
): AsyncGenerator<Patch> {
  for (let at = pages.start; at < pages.end;) {
    const [header, fields] = await headerAt(blob, span(at, pages.end));
    const { data } = pageOf(fields, header.offset);
    if (data.end > pages.end) return;
    if (isChanged(data, changed)) {
      const place = sumPlace(await blob.read(span(at, header.offset)));
      const sum = await summed(blob, data, crc32);
      if (place) yield { at: at + place.start, bytes: zigzagOf(sum, lengthOf(place)) };
    }
    at = data.end;
  }
}

/** The type of an i32 in a struct, and the number of the field that is the checksum. */
const numberType = 5;
const sumField = 4;

/** Where the checksum stands in the header of a page: behind at most three other numbers. */
function sumPlace(header: Uint8Array): Span | undefined {
  let field = 0;
  for (let at = 0; at < header.length;) {
    const head = header[at++] ?? 0;
    const start = at;
    if ((head & 15) !== numberType || head >> 4 === 0) return undefined;
    while ((header[at++] ?? 0) >= 0x80);
    field += head >> 4;
    if (field >= sumField) return field === sumField ? span(start, at) : undefined;
  }
  return undefined;
}

/**
 * The number as Thrift's compact protocol spells an i32, in exactly `width` bytes.
 *
 * @throws {LimitError} It takes more.
 */
function zigzagOf(sum: number, width: number): Uint8Array {
  const signed = sum | 0;
  let left = ((signed << 1) ^ (signed >> 31)) >>> 0;
  const bytes = Uint8Array.from({ length: width }, (_, at) => {
    const byte = (left & 0x7f) | (at < width - 1 ? 0x80 : 0);
    left >>>= 7;
    return byte;
  });
  if (left > 0) throw new LimitError("a page's new checksum takes more bytes than its old one");
  return bytes;
}
