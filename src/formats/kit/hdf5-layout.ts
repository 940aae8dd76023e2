import { type Span, span } from "../../core/span.ts";
import { extensibleArray, fixedArray } from "./hdf5-arrays.ts";
import type { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";
import { treeLeaves } from "./hdf5-group.ts";
import { treeRecords } from "./hdf5-tree.ts";

/** One chunk of a data set, as it stands in the file. */
export interface Chunk {
  readonly span: Span;
  /** A bit for each filter that it did not go through. */
  readonly mask: number;
}

/** Where the elements of a data set stand (HDF5 file format specification, IV.A.2.i). */
export type Layout =
  | { readonly kind: "whole"; readonly span: Span }
  | { readonly kind: "chunks"; readonly chunks: AsyncIterable<Chunk> }
  | { readonly kind: "nowhere" }
  | { readonly kind: "unknown"; readonly what: string };

const compact = 0;
const contiguous = 1;
const chunked = 2;
const virtual = 3;

/** Indexes of chunks in version 4, by number. */
const indexes = { single: 1, implicit: 2, fixed: 3, extensible: 4, tree: 5 } as const;

/** What of a data set is known besides its layout. */
export interface Shape {
  /** How many elements each axis has. */
  readonly dimensions: readonly number[];
  readonly filtered: boolean;
}

/** @throws {MalformedError} The layout is of no known version. */
export function readLayout(file: Hdf5, body: Fields, shape: Shape): Layout {
  const version = body.u8();
  if (version === 1 || version === 2) return olderLayout(file, body);
  if (version !== 3 && version !== 4 && version !== 5)
    throw body.malformed(`layout version ${version}`);
  const kind = body.u8();
  if (kind === compact) return here(body, body.u16());
  if (kind === contiguous) return whole(body.address(), body.length());
  if (kind === virtual) return { kind: "nowhere" };
  if (kind !== chunked) throw body.malformed(`layout of class ${kind}`);
  return version === 3 ? treeLayout(file, body, body.u8()) : newerChunks(file, body, shape);
}

const here = ({ at }: Fields, length: number): Layout => whole(at, length);

const whole = (at: number | undefined, length: number): Layout =>
  at === undefined || length === 0
    ? { kind: "nowhere" }
    : { kind: "whole", span: span(at, at + length) };

function olderLayout(file: Hdf5, body: Fields): Layout {
  const rank = body.u8();
  const kind = body.u8();
  body.skip(5);
  if (kind === chunked) return treeLayout(file, body, rank);
  const at = kind === compact ? undefined : body.address();
  if (kind !== compact) {
    // The size of an element is not told here, but that of the axes is: it ends where the data set says.
    const sizes = Array.from({ length: rank }, () => body.u32());
    return whole(
      at,
      sizes.reduce((product, each) => product * each, 1),
    );
  }
  body.skip(rank * 4);
  return here(body, body.u32());
}

/** Chunks that a B-tree of version 1 lists: their packed sizes, masks and offsets are its keys. */
function treeLayout(file: Hdf5, body: Fields, rank: number): Layout {
  const root = body.address();
  if (root === undefined) return { kind: "nowhere" };
  return { kind: "chunks", chunks: treeChunks(file, root, 8 + 8 * rank) };
}

async function* treeChunks(file: Hdf5, root: number, keySize: number): AsyncGenerator<Chunk> {
  for await (const { key, address } of treeLeaves(file, root, { type: 1, keySize })) {
    const size = key.u32();
    const mask = key.u32();
    if (address !== undefined) yield { span: span(address, address + size), mask };
  }
}

function newerChunks(file: Hdf5, body: Fields, shape: Shape): Layout {
  const flags = body.u8();
  const rank = body.u8();
  const width = body.u8();
  const sizes = Array.from({ length: rank }, () => body.uint(width));
  const size = sizes.reduce((product, each) => product * each, 1);
  const count = shape.dimensions.reduce(
    (product, each, axis) => product * Math.ceil(each / (sizes[axis] || 1)),
    1,
  );
  const index = body.u8();
  if (index === indexes.single) return singleChunk(body, size, (flags & 2) !== 0);
  if (index === indexes.implicit) return whole(body.address(), size * count);
  if (index === indexes.tree) return newerTree(file, body, { rank: rank - 1, size });
  if (index !== indexes.fixed && index !== indexes.extensible)
    return { kind: "unknown", what: `index of chunks of type ${index}` };
  body.skip(index === indexes.fixed ? 1 : 5);
  const at = body.address();
  if (at === undefined) return { kind: "nowhere" };
  return { kind: "chunks", chunks: arrayChunks(file, at, { size, index }) };
}

/** Chunks that a B-tree of version 2 lists, by records of type 10, or 11 for those that were filtered. */
function newerTree(file: Hdf5, body: Fields, chunk: { rank: number; size: number }): Layout {
  body.skip(6);
  const root = body.address();
  if (root === undefined) return { kind: "nowhere" };
  return { kind: "chunks", chunks: recordChunks(file, root, chunk) };
}

async function* recordChunks(
  file: Hdf5,
  root: number,
  { rank, size }: { rank: number; size: number },
): AsyncGenerator<Chunk> {
  for await (const { type, fields } of treeRecords(file, root)) {
    const start = fields.address();
    const isFiltered = type === 11;
    const packed = isFiltered ? fields.uint(fields.left - 4 - 8 * rank) : size;
    const mask = isFiltered ? fields.u32() : 0;
    if (start !== undefined) yield { span: span(start, start + packed), mask };
  }
}

function singleChunk(body: Fields, size: number, isFiltered: boolean): Layout {
  const packed = isFiltered ? body.length() : size;
  const mask = isFiltered ? body.u32() : 0;
  const at = body.address();
  if (at === undefined) return { kind: "nowhere" };
  return { kind: "chunks", chunks: only({ span: span(at, at + packed), mask }) };
}

async function* only(chunk: Chunk): AsyncGenerator<Chunk> {
  yield chunk;
}

/** Chunks that an array lists: by address, those that were filtered with size and mask. */
async function* arrayChunks(
  file: Hdf5,
  at: number,
  { size, index }: { size: number; index: number },
): AsyncGenerator<Chunk> {
  const { offset } = file.widths;
  const pages = index === indexes.fixed ? fixedArray(file, at) : extensibleArray(file, at);
  for await (const { fields, entrySize, isFiltered } of pages)
    for (let left = fields.left; left >= entrySize; left -= entrySize) {
      const entry = fields.part(entrySize);
      const start = entry.address();
      const packed = isFiltered ? entry.uint(entrySize - offset - 4) : size;
      const mask = isFiltered ? entry.u32() : 0;
      if (start !== undefined) yield { span: span(start, start + packed), mask };
    }
}
