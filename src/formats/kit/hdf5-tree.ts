import { byteWidth, type Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";

/** Levels of a B-tree: each multiplies the records. */
const deepestTree = 48;

interface TreeHead {
  readonly type: number;
  readonly recordSize: number;
  /** The widths of the counts in a node, by its level: of its children's records, and of all below them. */
  readonly widths: readonly { readonly own: number; readonly all: number }[];
}

interface Node {
  readonly at: number;
  readonly level: number;
  readonly count: number;
}

/** A record of a B-tree: what its type is, and its fields. */
interface TreeRecord {
  readonly type: number;
  readonly fields: Fields;
}

/** All records of a B-tree of version 2 (HDF5 file format specification, III.A.2). Claims its nodes. */
export async function* treeRecords(file: Hdf5, at: number): AsyncGenerator<TreeRecord> {
  const { head, root } = await readTreeHead(file, at);
  const todo = root ? [root] : [];
  const seen = new Set<number>();
  for (let node = todo.pop(); node; node = todo.pop()) {
    if (seen.has(node.at)) continue;
    seen.add(node.at);
    const { fields, children } = await readNode(file, head, node);
    for (const each of fields) yield { type: head.type, fields: each };
    todo.push(...children.toReversed());
  }
}

async function readTreeHead(
  file: Hdf5,
  at: number,
): Promise<{ readonly head: TreeHead; readonly root: Node | undefined }> {
  const { offset, length } = file.widths;
  const size = 4 + 12 + offset + 2 + length + 4;
  const fields = await file.signed(at, "BTHD", size);
  fields.skip(1);
  const type = fields.u8();
  const nodeSize = fields.u32();
  const recordSize = fields.u16();
  const depth = fields.u16();
  fields.skip(2);
  const rootAt = fields.address();
  const count = fields.u16();
  if (depth > deepestTree || recordSize === 0) throw fields.malformed("tree of no sense");
  file.claim(at, size);
  const widths = nodeWidths({ nodeSize, recordSize, depth, offset });
  const root = rootAt === undefined ? undefined : { at: rootAt, level: depth, count };
  return { head: { type, recordSize, widths }, root };
}

interface TreeSizes {
  readonly nodeSize: number;
  readonly recordSize: number;
  readonly depth: number;
  readonly offset: number;
}

const nodeOverhead = 10;

/** How the counts are spelled follows from how many records fit (H5B2__hdr_init in the library). */
function nodeWidths({ nodeSize, recordSize, depth, offset }: TreeSizes): TreeHead["widths"] {
  const leafMost = Math.floor((nodeSize - nodeOverhead) / recordSize);
  const own = byteWidth(leafMost);
  const widths = [{ own, all: 0 }];
  let most = leafMost;
  for (let level = 1; level <= depth; level++) {
    const all = widths.at(-1)?.all ?? 0;
    const pointer = offset + own + all;
    const here = Math.floor((nodeSize - nodeOverhead - pointer) / (recordSize + pointer));
    most = (here + 1) * most + here;
    // A node's pointers tell of what is below its children.
    widths.push({ own, all: byteWidth(most) });
  }
  return widths;
}

async function readNode(
  file: Hdf5,
  { recordSize, widths }: TreeHead,
  { at, level, count }: Node,
): Promise<{ readonly fields: readonly Fields[]; readonly children: readonly Node[] }> {
  const below = widths[level - 1] ?? { own: 0, all: 0 };
  const pointer = file.widths.offset + below.own + below.all;
  const size = nodeOverhead + count * recordSize + (level > 0 ? (count + 1) * pointer : 0);
  const node = await file.signed(at, level > 0 ? "BTIN" : "BTLF", size);
  file.claim(at, size);
  node.skip(2);
  const fields = Array.from({ length: count }, () => node.part(recordSize));
  const children = Array.from({ length: level > 0 ? count + 1 : 0 }, (): Node => {
    const child = node.address() ?? Infinity;
    const own = node.uint(below.own);
    node.skip(below.all);
    return { at: child, level: level - 1, count: own };
  });
  return { fields, children };
}
