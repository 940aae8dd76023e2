import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { uncovered } from "./uncovered.ts";

/** Flags of a page (`mdb.c`, "Page Flags"). */
const flags = { branch: 1, leaf: 2, overflow: 4, meta: 8, fixed: 0x20, sub: 0x40 } as const;
/** Flags of a node ("Node Flags"). */
const big = 1;
const subTree = 2;
const duplicates = 4;
const headSize = 16;
const nodeHead = 8;

/** A key with its value. Offsets are those of the page. */
export interface Node {
  readonly key: Span;
  readonly value: NodeValue;
}

export type NodeValue =
  | { readonly kind: "here"; readonly at: Span }
  /** In pages of its own, the first of which is `page`. */
  | { readonly kind: "elsewhere"; readonly page: number; readonly size: number }
  /** A database in the database, or the many values of one key. */
  | { readonly kind: "tree"; readonly root: number; readonly named: boolean }
  | { readonly kind: "page"; readonly at: Span };

/** What stands in a page of a tree. */
export interface LmdbPage {
  /** Of a leaf. */
  readonly nodes: readonly Node[];
  /** The pages below a branch. */
  readonly children: readonly number[];
  /** Items of one fixed length that stand one after the other, without nodes. */
  readonly fixed: Span | undefined;
  /** What no node uses. */
  readonly unused: readonly Span[];
}

/**
 * The nodes of a page; undefined where it is none of a tree.
 *
 * @throws {MalformedError} Nodes overlap, or lie outside the page.
 */
export function lmdbPage(page: Uint8Array): LmdbPage | undefined {
  if (page.length < headSize) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const kind = view.getUint16(10, true);
  const lower = view.getUint16(12, true);
  if ((kind & (flags.overflow | flags.meta)) !== 0 || lower < headSize || lower > page.length)
    return undefined;
  if ((kind & flags.fixed) !== 0)
    return { nodes: [], children: [], fixed: span(headSize, page.length), unused: [] };
  const isBranch = (kind & flags.branch) !== 0;
  if (!isBranch && (kind & flags.leaf) === 0) return undefined;
  return nodesOf(view, lower, isBranch);
}

function nodesOf(view: DataView, lower: number, isBranch: boolean): LmdbPage {
  const size = view.byteLength;
  const offsets = Array.from({ length: (lower - headSize) >> 1 }, (_, index) =>
    view.getUint16(headSize + index * 2, true),
  );
  const nodes: Node[] = [];
  const children: number[] = [];
  const used: Span[] = [span(0, lower)];
  let last = lower;
  for (const offset of offsets.sort((one, other) => one - other)) {
    if (offset < last || offset + nodeHead > size) throw malformed(offset, "nodes overlap");
    const number = view.getUint16(offset, true) + view.getUint16(offset + 2, true) * 65536;
    const node = { at: offset, number, flags: view.getUint16(offset + 4, true), view };
    last = offset + nodeHead + view.getUint16(offset + 6, true);
    if (isBranch) children.push(number + node.flags * 2 ** 32);
    else {
      const found = nodeAt(node);
      nodes.push(found.node);
      last = found.end;
    }
    if (last > size) throw malformed(offset, "node ends after the page");
    used.push(span(offset, last));
  }
  return { nodes, children, fixed: undefined, unused: [...uncovered(used, size)] };
}

interface Head {
  readonly at: number;
  /** The size of its value. */
  readonly number: number;
  readonly flags: number;
  readonly view: DataView;
}

function nodeAt({ at, number, flags: kind, view }: Head): {
  readonly node: Node;
  readonly end: number;
} {
  const keyEnd = at + nodeHead + view.getUint16(at + 6, true);
  const size = (kind & big) === 0 ? number : 8;
  const end = keyEnd + size;
  if (end > view.byteLength) throw malformed(at, "node ends after the page");
  const key = span(at + nodeHead, keyEnd);
  return { node: { key, value: valueAt(view, span(keyEnd, end), { kind, size: number }) }, end };
}

/** Where a database's record has its root. */
const rootAt = 40;

function valueAt(
  view: DataView,
  at: Span,
  { kind, size }: { readonly kind: number; readonly size: number },
): NodeValue {
  if ((kind & big) !== 0)
    return { kind: "elsewhere", page: Number(view.getBigUint64(at.start, true)), size };
  if ((kind & subTree) !== 0 && size >= rootAt + 8) {
    const root = Number(view.getBigUint64(at.start + rootAt, true));
    return { kind: "tree", root, named: (kind & duplicates) === 0 };
  }
  return { kind: (kind & duplicates) === 0 ? "here" : "page", at };
}

const malformed = (at: number, message: string): MalformedError =>
  new MalformedError("lmdb", at, `page: ${message}`);
