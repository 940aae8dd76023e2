import type { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";

/** Levels of a B-tree: each multiplies the entries by at least two. */
const deepestTree = 48;

/** A link from a group to an object, or a name for something elsewhere. */
export interface Link {
  /** The coded name, and where it stands. */
  readonly name: Uint8Array;
  readonly at: number;
  /** The header of the object; undefined for soft and external links. */
  readonly object: number | undefined;
  /** Of a soft link: the path that it stands for; of an external one, file and path. */
  readonly target?: { readonly bytes: Uint8Array; readonly at: number };
}

/** One entry of a node of a B-tree: the key before a child, and the child. */
interface Child {
  readonly key: Fields;
  readonly address: number | undefined;
}

/** What a B-tree of version 1 indexes (HDF5 file format specification, III.A.1). */
export interface Tree {
  readonly type: 0 | 1;
  /** Bytes of a key. */
  readonly keySize: number;
}

/** The leaves of a B-tree: the children of its lowest nodes, in order. Claims the nodes. */
export async function* treeLeaves(file: Hdf5, root: number, tree: Tree): AsyncGenerator<Child> {
  const open = [{ at: root, depth: 0 }];
  const seen = new Set<number>();
  for (let node = open.pop(); node; node = open.pop()) {
    if (seen.has(node.at)) continue;
    seen.add(node.at);
    const { level, children } = await readNode(file, node.at, tree);
    if (node.depth > deepestTree) throw (await file.fields(node.at, 0)).malformed("tree too deep");
    if (level === 0) yield* children;
    else
      for (const { address } of children.toReversed())
        if (address !== undefined) open.push({ at: address, depth: node.depth + 1 });
  }
}

async function readNode(
  file: Hdf5,
  at: number,
  { type, keySize }: Tree,
): Promise<{ readonly level: number; readonly children: readonly Child[] }> {
  const headSize = 8 + 2 * file.widths.offset;
  const head = await file.signed(at, "TREE", headSize);
  if (head.u8() !== type) throw head.malformed("tree of another type");
  const level = head.u8();
  const count = head.u16();
  const size = count * (keySize + file.widths.offset) + keySize;
  const body = await file.fields(at + headSize, size);
  file.claim(at, headSize + size);
  const children = Array.from({ length: count }, (): Child => {
    const key = body.part(keySize);
    return { key, address: body.address() };
  });
  return { level, children };
}

/** The links of a group whose header has a symbol table: a B-tree over nodes, and a heap with the names. */
export async function* tableLinks(file: Hdf5, table: Fields): AsyncGenerator<Link> {
  const root = table.address();
  const heapAt = table.address();
  if (root === undefined || heapAt === undefined) return;
  const heap = await readLocalHeap(file, heapAt);
  for await (const { address } of treeLeaves(file, root, {
    type: 0,
    keySize: file.widths.length,
  }))
    if (address !== undefined) yield* nodeLinks(file, address, heap);
}

/** A symbol table node (III.B). Its names stand in the heap. */
async function* nodeLinks(file: Hdf5, at: number, heap: Fields): AsyncGenerator<Link> {
  const head = await file.signed(at, "SNOD", 8);
  head.skip(2);
  const count = head.u16();
  const entrySize = 2 * file.widths.offset + 24;
  const entries = await file.fields(at + 8, count * entrySize);
  file.claim(at, 8 + count * entrySize);
  for (let index = 0; index < count; index++) {
    const entry = entries.part(entrySize);
    const nameAt = entry.uint(file.widths.offset);
    const object = entry.address();
    const isSoft = entry.u32() === 2;
    entry.skip(4);
    const name = textInHeap(file, heap, nameAt);
    if (isSoft) yield { ...name, object: undefined, target: softTarget(file, heap, entry) };
    else yield { ...name, object };
  }
}

function softTarget(file: Hdf5, heap: Fields, entry: Fields): { bytes: Uint8Array; at: number } {
  const { name, at } = textInHeap(file, heap, entry.u32());
  return { bytes: name, at };
}

function textInHeap(file: Hdf5, heap: Fields, at: number): { name: Uint8Array; at: number } {
  if (at >= heap.bytes.length) throw heap.malformed(`name at ${at} of a heap`);
  const end = heap.bytes.indexOf(0, at);
  const name = heap.bytes.subarray(at, end < 0 ? heap.bytes.length : end);
  file.spend(name.length, heap.start + at);
  file.claim(heap.start + at, name.length + 1);
  return { name, at: heap.start + at };
}

/** The data of a local heap (III.D). Claims the heads of what is free in it; of the rest each name claims its own. */
async function readLocalHeap(file: Hdf5, at: number): Promise<Fields> {
  const { length, offset } = file.widths;
  const headSize = 8 + 2 * length + offset;
  const head = await file.signed(at, "HEAP", headSize);
  head.skip(4);
  const size = head.length();
  const free = head.uint(length);
  const start = head.address();
  if (start === undefined) throw head.malformed("heap without data");
  file.claim(at, headSize);
  const data = await file.fields(start, size);
  claimFree(file, data, free);
  return data;
}

/** A free block starts with where the next one is, and how large it is itself; 1 ends the list. */
function claimFree(file: Hdf5, data: Fields, first: number): void {
  const width = file.widths.length;
  const seen = new Set<number>();
  for (let at = first; at + 2 * width <= data.bytes.length && !seen.has(at) && at !== 1;) {
    seen.add(at);
    file.claim(data.start + at, 2 * width);
    const link = data.bytes.subarray(at, at + width).toReversed();
    at = link.reduce((value, byte) => value * 256 + byte, 0);
  }
}

/** A link message (IV.A.2.g). */
export function readLink(file: Hdf5, body: Fields): Link {
  const start = body.at;
  body.skip(1);
  const flags = body.u8();
  const type = flags & 8 ? body.u8() : 0;
  body.skip((flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0));
  const length = body.uint(1 << (flags & 3));
  const { at } = body;
  const name = body.take(length);
  const object = type === 0 ? body.address() : undefined;
  const size = type === 0 ? 0 : body.u16();
  const target = { at: body.at, bytes: body.take(size) };
  file.claim(start, body.at - start);
  return { name, at, object, ...(size > 0 && { target }) };
}
