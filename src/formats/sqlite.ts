import type { Blob } from "../core/blob.ts";
import { type Coding, plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { keyStep } from "./kit/key-path.ts";
import { columnsOfSql } from "./kit/sqlite-columns.ts";
import { isPageSize } from "./kit/sqlite-loose.ts";
import { type Cell, type TreePage, treePage } from "./kit/sqlite-page.ts";
import { codings, fieldsOf, recordAt, recordRegions } from "./kit/sqlite-record.ts";
import { uncovered } from "./kit/uncovered.ts";
import { unread } from "./kit/steps.ts";

const magic = Buffer.from("SQLite format 3\0");
const headSize = 100;
/** Trees of the largest databases have five levels; this many open pages are a chain that somebody made. */
const mostOpen = 100_000;
/** Tables and indexes. */
const mostTrees = 100_000;

/**
 * A database: pages of b-trees, whose cells are records. Regions are the texts
 * and blobs of every record, under table, row and column; where a record goes on
 * in other pages, in as many spans. What was deleted is still there: free
 * pages, free blocks and the room between cells are dead.
 */
export const sqlite: Format = {
  id: "sqlite",
  title: "SQLite database",
  tier: "specific",
  specification: "https://sqlite.org/fileformat2.html",
  reads: "texts and blobs of all records; free pages, free blocks and unused room swept",
  tested: "Python's sqlite3",

  matches: ({ head }) => magic.equals(head.subarray(0, magic.length)),

  async *regions(blob) {
    const base = await openBase(blob);
    const trees: Tree[] = [
      { root: 1, key: "$.sqlite_schema", columns: ["type", "name", "tbl_name", "rootpage", "sql"] },
    ];
    for (const tree of trees) {
      const found = yield* treeRegions(base, tree);
      if (trees.length + found.length <= mostTrees) trees.push(...found);
      else yield { kind: "gap", reason: `limit: ${mostTrees} tables`, span: span(0, blob.size) };
    }
    markPointerMaps(base);
    yield* leftPages(base, await freeLists(base));
  },
};

/** A table or an index. */
interface Tree {
  readonly root: number;
  readonly key: string;
  readonly columns: readonly string[];
}

/** A database that is being read. */
interface Base {
  readonly blob: Blob;
  readonly pageSize: number;
  /** Of each page, in bytes: the rest is for extensions. */
  readonly usable: number;
  readonly pages: number;
  readonly coding: Coding;
  readonly hasPointerMaps: boolean;
  /** The first page of the list of free ones; 0: there is none. */
  readonly freeList: number;
  /** 1 for each page that was read; the first page is number 1. */
  readonly seen: Uint8Array;
}

async function openBase(blob: Blob): Promise<Base> {
  if (blob.size < headSize) throw new MalformedError("sqlite", 0, "header ends too soon");
  const head = await blob.read(span(0, headSize));
  const view = new DataView(head.buffer, head.byteOffset);
  const said = view.getUint16(16);
  const pageSize = said === 1 ? 65536 : said;
  const usable = pageSize - view.getUint8(20);
  if (!isPageSize(pageSize) || usable < 480)
    throw new MalformedError("sqlite", 16, `pages of ${pageSize} bytes`);
  const pages = Math.ceil(blob.size / pageSize);
  return {
    blob,
    pageSize,
    usable,
    pages,
    coding: codings[view.getUint32(56)] ?? plain,
    freeList: view.getUint32(32),
    hasPointerMaps: view.getUint32(52) > 0,
    seen: new Uint8Array(pages + 1),
  };
}

const spanOf = ({ blob, pageSize }: Base, page: number): Span =>
  span((page - 1) * pageSize, Math.min(blob.size, page * pageSize));

/** Takes a page once; of one that is out of the file, or was taken, undefined. */
function take(base: Base, page: number): Span | undefined {
  if (page < 1 || page > base.pages || base.seen[page] === 1) return undefined;
  base.seen[page] = 1;
  return spanOf(base, page);
}

/** Reads all pages of a tree; returns the trees that it lists if it is the schema. */
async function* treeRegions(base: Base, tree: Tree): AsyncGenerator<Region, Tree[]> {
  const found: Tree[] = [];
  const open = [tree.root];
  for (let number = open.pop(); number !== undefined; number = open.pop()) {
    const at = take(base, number);
    if (!at) continue;
    try {
      const page = treePage(await base.blob.read(at), number === 1 ? headSize : 0, base.usable);
      if (!page) throw new MalformedError("sqlite", at.start, `page ${number} is none of a tree`);
      if (open.length < mostOpen) open.push(...page.children);
      found.push(...(yield* pageRegions(base, { tree, page, at, number })));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      yield* unread(`malformed: ${error.message}`, at);
    }
  }
  return found;
}

interface Page {
  readonly tree: Tree;
  readonly page: TreePage;
  readonly at: Span;
  readonly number: number;
}

/** The records of one page, and what is left of others. */
async function* pageRegions(
  base: Base,
  { tree, page, at, number }: Page,
): AsyncGenerator<Region, Tree[]> {
  const found: Tree[] = [];
  for (const [index, cell] of page.cells.entries()) {
    const row = page.isTable ? `${cell.rowid}` : `${number}.${index}`;
    const listed = yield* cellRegions(base, { tree, cell, at, key: `${tree.key}[${row}]` });
    if (listed) found.push(listed);
  }
  for (const each of page.unused)
    yield { kind: "dead", what: "no record of its page", span: moved(each, at.start) };
  return found;
}

const moved = (at: Span, by: number): Span => span(at.start + by, at.end + by);

interface Place {
  readonly tree: Tree;
  readonly cell: Cell;
  /** The page. */
  readonly at: Span;
  readonly key: string;
}

/** Reads one record; returns the tree that it lists if it is one of the schema. */
async function* cellRegions(
  base: Base,
  { tree, cell, at, key }: Place,
): AsyncGenerator<Region, Tree | undefined> {
  const local = moved(cell.local, at.start);
  const { parts, missing } = await overflowOf(base, cell);
  const record = recordAt(base.blob, [local, ...parts]);
  if (missing > 0)
    yield {
      kind: "gap",
      reason: `malformed: ${missing} bytes of a record are missing`,
      span: local,
    };
  try {
    yield* recordRegions(record, { coding: base.coding, key, columns: tree.columns });
    return tree.root === 1 ? await listedTree(base, record.blob) : undefined;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    for (const each of [local, ...parts]) yield* unread(`malformed: ${error.message}`, each);
    return undefined;
  }
}

/** The rest of a record: a chain of pages, each of which starts with the number of the next. */
async function overflowOf(
  base: Base,
  { overflow, size, local }: Cell,
): Promise<{ readonly parts: Span[]; readonly missing: number }> {
  const parts: Span[] = [];
  let missing = size - lengthOf(local);
  for (let page = overflow; missing > 0;) {
    const at = take(base, page);
    if (!at || lengthOf(at) < 4) break;
    const head = await base.blob.read(span(at.start, at.start + 4));
    page = new DataView(head.buffer, head.byteOffset).getUint32(0);
    const length = Math.min(missing, base.usable - 4, lengthOf(at) - 4);
    parts.push(span(at.start + 4, at.start + 4 + length));
    missing -= length;
  }
  return { parts, missing };
}

/** What a row of the schema says: type, name, table, root page, SQL. Its root page is a number, which is read here. */
async function listedTree(base: Base, record: Blob): Promise<Tree | undefined> {
  const fields = await fieldsOf(record);
  const texts = new Map<number, string>();
  for (const { index, at, isText } of fields)
    if (isText && lengthOf(at) < 1 << 20)
      texts.set(index, Buffer.from(base.coding.decode(await record.read(at))).toString());
  const table = fields.find(({ index }) => index === 2);
  if (!table) return undefined;
  const end = fields.find(({ index }) => index === 4)?.at.start ?? record.size;
  const width = Math.min(end - table.at.end, 6);
  const bytes = await record.read(span(table.at.end, table.at.end + Math.max(0, width)));
  const root = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const key = `$${keyStep(texts.get(1) ?? "table")}`;
  return root > 1 ? { root, key, columns: columnsOfSql(texts.get(4) ?? "") } : undefined;
}

/** In databases that shrink by themselves every so many pages one says where the others belong (§1.8). */
function markPointerMaps(base: Base): void {
  if (!base.hasPointerMaps) return;
  const every = Math.floor(base.usable / 5) + 1;
  for (let page = 2; page <= base.pages; page += every) base.seen[page] = 1;
}

/** The numbers of free pages, of which some pages hold as many as there are, behind the number of the next such page (§1.5). */
async function freeLists(base: Base): Promise<Span[]> {
  const lists = new Map<number, Span>();
  for (let page = base.freeList; page > 0 && page <= base.pages && !lists.has(page);) {
    const at = spanOf(base, page);
    if (lengthOf(at) < 8) break;
    const head = Buffer.from(await base.blob.read(span(at.start, at.start + 8)));
    lists.set(page, span(at.start, Math.min(at.end, at.start + 8 + 4 * head.readUInt32BE(4))));
    page = head.readUInt32BE(0);
  }
  return [...lists.values()];
}

/** Pages that no tree has: those of the free list, and lost ones. Neighbours are one. */
function* leftPages(base: Base, lists: readonly Span[]): Generator<Region> {
  for (let page = 1; page <= base.pages; page++) {
    if (base.seen[page] === 1) continue;
    const first = page;
    while (page < base.pages && base.seen[page + 1] !== 1) page++;
    const { end } = spanOf(base, page);
    for (const at of uncovered([span(0, spanOf(base, first).start), ...lists], end))
      yield { kind: "dead", what: "page that no table uses", span: at };
  }
}
