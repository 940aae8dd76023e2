import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { uncovered } from "./uncovered.ts";

/** Kinds of b-tree pages, by their first byte (https://sqlite.org/fileformat2.html §1.6). */
const kinds: Readonly<Record<number, PageKind>> = {
  2: { isTable: false, isLeaf: false },
  5: { isTable: true, isLeaf: false },
  10: { isTable: false, isLeaf: true },
  13: { isTable: true, isLeaf: true },
};

interface PageKind {
  readonly isTable: boolean;
  readonly isLeaf: boolean;
}

/** A page of a b-tree. */
export interface TreePage extends PageKind {
  /** In the order in which they stand in the page. */
  readonly cells: readonly Cell[];
  /** The pages below it, by their numbers. */
  readonly children: readonly number[];
  /** What no cell uses: free blocks, and the room between pointers and cells. Offsets are those of the page. */
  readonly unused: readonly Span[];
}

/** A record, or as much of it as stands in the page. Offsets are those of the page. */
export interface Cell {
  readonly rowid: number;
  /** Of the whole record, in bytes. */
  readonly size: number;
  readonly local: Span;
  /** The first of the pages with the rest; 0: there is none. */
  readonly overflow: number;
}

/** Remains shorter than this are rests of cells that SQLite itself calls fragments. In bytes. */
const longestFragment = 3;

/**
 * The cells of a page.
 *
 * @param start Where its header stands in it: 100 in the first page, else 0.
 * @param usable Of a page, in bytes.
 * @returns undefined: the page is none of a b-tree.
 * @throws {MalformedError} Cells overlap, or lie outside the page.
 */
export function treePage(page: Uint8Array, start: number, usable: number): TreePage | undefined {
  const kind = kinds[page[start] ?? 0];
  if (!kind || usable > page.length || start + 12 > usable) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const headSize = kind.isLeaf ? 8 : 12;
  const count = view.getUint16(start + 3);
  const pointersEnd = start + headSize + count * 2;
  if (pointersEnd > usable) throw malformed(start, `${count} cells`);
  const offsets = Array.from({ length: count }, (_, index) =>
    view.getUint16(start + headSize + index * 2),
  );
  const cells: Cell[] = [];
  const children: number[] = kind.isLeaf ? [] : [view.getUint32(start + 8)];
  const used: Span[] = [span(0, pointersEnd), span(usable, page.length)];
  let last = pointersEnd;
  for (const offset of offsets.sort((one, other) => one - other)) {
    if (offset < last) throw malformed(offset, "cells overlap");
    const reader = { page, usable, at: offset };
    if (!kind.isLeaf) children.push(u32(reader));
    const cell = cellAt(reader, kind);
    if (cell) cells.push(cell);
    last = reader.at;
    used.push(span(offset, last));
  }
  used.push(...freeBlockHeads(view, start, usable));
  const unused = [...uncovered(used, page.length)].filter(
    (each) => each.end - each.start > longestFragment,
  );
  return { ...kind, cells, children, unused };
}

/** What holds the chain of free blocks together: each starts with the place of the next, and its own size (§1.6). */
function freeBlockHeads(page: DataView, start: number, usable: number): Span[] {
  const heads: Span[] = [];
  let last = 0;
  // They are chained in the order of their places.
  for (let at = page.getUint16(start + 1); at > last && at + 4 <= usable; at = page.getUint16(at)) {
    heads.push(span(at, at + 4));
    last = at;
  }
  return heads;
}

interface Reader {
  readonly page: Uint8Array;
  readonly usable: number;
  at: number;
}

function cellAt(reader: Reader, { isTable, isLeaf }: PageKind): Cell | undefined {
  if (isTable && !isLeaf) {
    varint(reader);
    return undefined;
  }
  const size = varint(reader);
  const rowid = isTable ? varint(reader) : 0;
  const length = localSize(size, reader.usable, isTable);
  const start = reader.at;
  if (start + length > reader.usable) throw malformed(start, `record of ${size} bytes`);
  reader.at += length;
  const overflow = length < size ? u32(reader) : 0;
  return { rowid, size, local: span(start, start + length), overflow };
}

/** How much of a record stands in its cell (§1.6, "Cell Payload"). */
function localSize(size: number, usable: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((size - least) % (usable - 4));
  return wanted <= most ? wanted : least;
}

function u32(reader: Reader): number {
  const { page, at, usable } = reader;
  if (at + 4 > usable) throw malformed(at, "cell ends after the page");
  reader.at += 4;
  return new DataView(page.buffer, page.byteOffset + at, 4).getUint32(0);
}

/** Past 2^53 inexact: row ids are only shown. */
export function varint(reader: { readonly page: Uint8Array; at: number }): number {
  let value = 0;
  for (let count = 0; count < 8; count++) {
    const byte = reader.page[reader.at++];
    if (byte === undefined) throw malformed(reader.at - 1, "number ends after the page");
    value = value * 128 + (byte & 127);
    if (byte < 128) return value;
  }
  return value * 256 + (reader.page[reader.at++] ?? 0);
}

const malformed = (at: number, message: string): MalformedError =>
  new MalformedError("sqlite", at, `page: ${message}`);
