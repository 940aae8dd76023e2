import { LimitError, MalformedError } from "../../core/error.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import { type Filter, largestChunk, unfiltered, unknownFilter } from "./hdf5-filters.ts";
import type { Chunk, Layout } from "./hdf5-layout.ts";
import { elementRegions, type Store, textRegions } from "./hdf5-texts.ts";
import type { DataType } from "./hdf5-types.ts";

/** How much of the elements is read at once. */
const blockSize = 64 * 1024;
/** A larger element is no text that anybody meant. */
const largestElement = 16 * 1024 * 1024;
/** A row of bytes up to this size may be a file that was put into a data set. */
const largestFile = 1024 * 1024;

/** A data set, as its header tells of it. */
export interface DataSet {
  readonly key: string;
  readonly type: DataType;
  /** How many elements it has, by axis. */
  readonly dimensions: readonly number[];
  readonly layout: Layout;
  readonly filters: readonly Filter[];
}

/** The texts of a data set; one of numbers is a tensor, and not read. */
export async function* dataRegions(store: Store, data: DataSet): AsyncGenerator<Region> {
  const { layout, key } = data;
  const { file } = store;
  if (layout.kind === "unknown") {
    yield gap(data, `unsupported: ${layout.what}`, span(file.blob.size, file.blob.size));
  } else if (layout.kind === "whole") {
    const at = within(layout.span, file.blob.size);
    file.claim(at.start, lengthOf(at));
    if (isFile(data, at))
      yield* textRegions(file.blob, key, await file.bytes(at.start, lengthOf(at)), at.start);
    else if (data.type.leaves.length === 0) yield { kind: "tensor", name: key, span: at };
    else yield* plainElements(store, data, at);
  } else if (layout.kind === "chunks")
    yield* data.type.leaves.length === 0
      ? numberChunks(store, data, layout.chunks)
      : textChunks(store, data, layout.chunks);
}

const gap = ({ key }: DataSet, reason: string, at: Span): Region => ({
  kind: "gap",
  name: key,
  reason,
  span: at,
});

/** A single row of bytes: numpy makes one of any file. */
const isFile = ({ type, dimensions }: DataSet, at: Span): boolean =>
  type.isByte && dimensions.length === 1 && lengthOf(at) <= largestFile;

function within(at: Span, size: number): Span {
  if (at.end > size) throw new MalformedError("hdf5", at.start, `data end at ${at.end} of ${size}`);
  return at;
}

/** @param first The index of the first element. */
async function* plainElements(
  store: Store,
  data: DataSet,
  at: Span,
  first = 0,
): AsyncGenerator<Region> {
  const { type, key } = data;
  if (type.size > largestElement) {
    yield gap(data, `limit: elements of ${type.size} bytes`, at);
    return;
  }
  const step = Math.max(1, Math.floor(blockSize / type.size)) * type.size;
  for (let start = at.start; start < at.end; start += step) {
    const bytes = await store.file.blob.read(span(start, Math.min(start + step, at.end)));
    const isSingle = data.dimensions.length === 0;
    const index = first + (start - at.start) / type.size;
    yield* elementRegions(store, {
      type,
      bytes,
      at: start,
      key,
      first: isSingle ? undefined : index,
    });
  }
}

async function* numberChunks(
  { file }: Store,
  { key }: DataSet,
  chunks: AsyncIterable<Chunk>,
): AsyncGenerator<Region> {
  const spans: Span[] = [];
  for await (const chunk of chunks) {
    const at = within(chunk.span, file.blob.size);
    file.claim(at.start, lengthOf(at));
    spans.push(at);
  }
  for (const at of joinedSpans(spans)) yield { kind: "tensor", name: key, span: at };
}

/** Elements are counted in the order of the chunks. */
async function* textChunks(
  store: Store,
  data: DataSet,
  chunks: AsyncIterable<Chunk>,
): AsyncGenerator<Region> {
  const unknown = unknownFilter(data.filters);
  let first = 0;
  for await (const { span: there, mask } of chunks) {
    const at = within(there, store.file.blob.size);
    store.file.claim(at.start, lengthOf(at));
    if (unknown !== undefined) yield gap(data, `unsupported: filter ${unknown}`, at);
    else if (lengthOf(at) > largestChunk)
      yield gap(data, `limit: chunk of ${lengthOf(at)} bytes`, at);
    else if (data.filters.length === 0) {
      yield* plainElements(store, data, at, first);
      first += Math.floor(lengthOf(at) / data.type.size);
    } else first += yield* packedElements(store, data, { span: at, mask }, first);
  }
}

async function* packedElements(
  store: Store,
  data: DataSet,
  { span: at, mask }: Chunk,
  first: number,
): AsyncGenerator<Region, number> {
  const { type, key } = data;
  try {
    const packed = await store.file.bytes(at.start, lengthOf(at));
    const bytes = await unfiltered(packed, data.filters, mask);
    yield* elementRegions(store, { type, bytes, at: { span: at, bytes: packed }, key, first });
    return Math.floor(bytes.length / type.size);
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof LimitError)) throw error;
    yield gap(data, `${error.kind}: ${error.message}`, at);
    return 0;
  }
}
