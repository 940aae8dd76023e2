import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { keyStep } from "./kit/key-path.ts";
import { type LmdbPage, lmdbPage, type Node } from "./kit/lmdb-page.ts";
import { isText } from "./kit/printable.ts";
import { isPageSize } from "./kit/sqlite-loose.ts";
import { unread } from "./kit/steps.ts";
import { cellRegions } from "./kit/table-metadata.ts";

/** Little-endian, behind the head of the first page. */
const magic = 0xbeef_c0de;
const magicAt = 16;
/** In a meta page: its transaction, the size of pages, and the root of the main database. */
const fields = { pageSize: 40, mainRoot: 128, transaction: 144, end: 152 } as const;
/** A longer value is swept where it stands. */
const longestValue = 8 * 1024 * 1024;
const mostTrees = 100_000;
/** Rests shorter than this are what rounding leaves. In bytes. */
const longestRest = 8;

/**
 * A database of keys and values, as pictures for training are kept in. Regions
 * are all keys, and all values: texts, or else blobs by themselves. Pages that
 * no tree has any more still hold what was deleted, and are read as well.
 */
export const lmdb: Format = {
  id: "lmdb",
  title: "LMDB database",
  tier: "specific",
  specification: "https://github.com/LMDB/lmdb/blob/mdb.master/libraries/liblmdb/mdb.c",
  tested: "lmdb",
  reads: "keys and values, those of free pages too; unused room swept",

  matches: ({ head }) =>
    head.length >= fields.end &&
    new DataView(head.buffer, head.byteOffset).getUint32(magicAt, true) === magic,

  async *regions(blob) {
    const base = await openBase(blob);
    const trees: Tree[] = [{ root: await mainRoot(base), key: "$" }];
    for (const tree of trees) {
      const found = yield* treeRegions(base, tree);
      if (trees.length + found.length <= mostTrees) trees.push(...found);
      else yield { kind: "gap", reason: `limit: ${mostTrees} trees`, span: span(0, blob.size) };
    }
    yield* leftPages(base);
  },

  fixedNames: "keys stand in order, and one that was replaced would not be found",
};

interface Tree {
  readonly root: number;
  readonly key: string;
}

interface Base {
  readonly blob: Blob;
  readonly pageSize: number;
  readonly pages: number;
  /** 1 for each page that was read. */
  readonly seen: Uint8Array;
}

async function openBase(blob: Blob): Promise<Base> {
  if (blob.size < fields.end) throw new MalformedError("lmdb", 0, "header ends too soon");
  const head = await blob.read(span(0, fields.end));
  const pageSize = new DataView(head.buffer, head.byteOffset).getUint32(fields.pageSize, true);
  if (!isPageSize(pageSize))
    throw new MalformedError("lmdb", fields.pageSize, `pages of ${pageSize} bytes`);
  const pages = Math.ceil(blob.size / pageSize);
  const seen = new Uint8Array(pages);
  seen.fill(1, 0, 2);
  return { blob, pageSize, pages, seen };
}

/** Of the two meta pages the one with the later transaction holds. */
async function mainRoot({ blob, pageSize }: Base): Promise<number> {
  let [root, latest] = [-1, -1];
  for (const start of [0, pageSize]) {
    if (start + fields.end > blob.size) continue;
    const meta = await blob.read(span(start, start + fields.end));
    const view = new DataView(meta.buffer, meta.byteOffset);
    const transaction = Number(view.getBigUint64(fields.transaction, true));
    if (view.getUint32(magicAt, true) !== magic || transaction <= latest) continue;
    latest = transaction;
    root = Number(view.getBigUint64(fields.mainRoot, true));
  }
  return root;
}

const spanOf = ({ blob, pageSize }: Base, page: number): Span =>
  span(page * pageSize, Math.min(blob.size, (page + 1) * pageSize));

async function* treeRegions(base: Base, tree: Tree): AsyncGenerator<Region, Tree[]> {
  const found: Tree[] = [];
  const open = [tree.root];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    if (!(number >= 0 && number < base.pages) || base.seen[number] === 1) continue;
    base.seen[number] = 1;
    const at = spanOf(base, number);
    try {
      const bytes = await base.blob.read(at);
      const page = lmdbPage(bytes);
      if (!page) throw new MalformedError("lmdb", at.start, `page ${number} is none of a tree`);
      open.push(...page.children.filter((child) => base.seen[child] === 0));
      found.push(...(yield* pageRegions(base, page, { bytes, start: at.start, key: tree.key })));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      yield* unread(`malformed: ${error.message}`, at);
    }
  }
  return found;
}

interface Place {
  /** Of the page. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly key: string;
}

async function* pageRegions(
  base: Base,
  page: LmdbPage,
  place: Place,
): AsyncGenerator<Region, Tree[]> {
  const found: Tree[] = [];
  const { bytes, start } = place;
  for (const [index, node] of page.nodes.entries()) {
    const title = bytes.subarray(node.key.start, node.key.end);
    const isNamed = title.length > 0 && isText(title);
    const key = isNamed
      ? place.key + keyStep(Buffer.from(title).toString())
      : `${place.key}[${index}]`;
    if (isNamed) yield name(key, moved(node.key, start), plain, title);
    const tree = yield* nodeRegions(base, node, { ...place, key });
    if (tree) found.push(tree);
  }
  if (page.fixed) yield { kind: "stretch", as: "binary", span: moved(page.fixed, start) };
  for (const each of page.unused)
    if (lengthOf(each) > longestRest)
      yield { kind: "dead", what: "no key or value of its page", span: moved(each, start) };
  return found;
}

const moved = (at: Span, by: number): Span => span(at.start + by, at.end + by);

/** The value of a node, or the tree that it is. */
async function* nodeRegions(
  base: Base,
  { value }: Node,
  { bytes, start, key }: Place,
): AsyncGenerator<Region, Tree | undefined> {
  switch (value.kind) {
    case "tree":
      return { root: value.root, key };
    case "here":
      yield* valueRegions(base.blob, moved(value.at, start), key);
      return undefined;
    case "elsewhere":
      yield* bigRegions(base, value, key);
      return undefined;
    case "page": {
      const inner = bytes.subarray(value.at.start, value.at.end);
      const page = lmdbPage(inner);
      const place = { bytes: inner, start: start + value.at.start, key };
      if (page) yield* pageRegions(base, page, place);
      else yield { kind: "stretch", as: "binary", span: moved(value.at, start) };
      return undefined;
    }
  }
}

const headSize = 16;

/** A value in pages of its own: a head, and the value in one piece. */
async function* bigRegions(
  base: Base,
  { page, size }: { readonly page: number; readonly size: number },
  key: string,
): AsyncGenerator<Region> {
  const start = page * base.pageSize + headSize;
  const count = Math.ceil((headSize + size) / base.pageSize);
  if (!(page >= 0 && page + count <= base.pages && start + size <= base.blob.size)) {
    yield {
      kind: "gap",
      reason: `malformed: value of ${size} bytes in page ${page}`,
      span: span(0, 0),
    };
    return;
  }
  // Pages of another value are not read twice.
  if (base.seen.subarray(page, page + count).includes(1)) return;
  base.seen.fill(1, page, page + count);
  const rest = span(start + size, Math.min(base.blob.size, (page + count) * base.pageSize));
  yield* valueRegions(base.blob, span(start, start + size), key);
  if (lengthOf(rest) > 0) yield { kind: "dead", what: "after a value", span: rest };
}

async function* valueRegions(blob: Blob, at: Span, key: string): AsyncGenerator<Region> {
  if (lengthOf(at) > longestValue) yield { kind: "stretch", as: "binary", span: at };
  else if (lengthOf(at) > 0) yield* cellRegions(blob, { key, at, bytes: await blob.read(at) });
}

/** Pages that no tree has: leaves of former states are read as leaves, all else is dead. */
async function* leftPages(base: Base): AsyncGenerator<Region> {
  for (let number = 2; number < base.pages; number++) {
    if (base.seen[number] === 1) continue;
    base.seen[number] = 1;
    const at = spanOf(base, number);
    const bytes = await base.blob.read(at);
    const page = leafOrNothing(bytes);
    const place = { bytes, start: at.start, key: `$.free${number}` };
    if (page) yield* pageRegions(base, page, place);
    else yield { kind: "dead", what: "page that no tree uses", span: at };
  }
}

function leafOrNothing(bytes: Uint8Array): LmdbPage | undefined {
  try {
    const page = lmdbPage(bytes);
    return page && page.nodes.length > 0 ? page : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
