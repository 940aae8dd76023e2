import { span } from "../../core/span.ts";
import { firstAbove } from "../../core/spans.ts";
import { byteWidth, type Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";

/** The blocks of a fractal heap, in the order of what they hold. */
export interface FractalHeap {
  /** Where each block starts in the heap's own space. */
  readonly starts: readonly number[];
  readonly blocks: readonly Block[];
  /** How an identifier spells offset and length, in bytes. */
  readonly offsetSize: number;
  readonly lengthSize: number;
}

interface Block {
  /** Where it stands in the file, and its size. */
  readonly at: number;
  readonly size: number;
}

/** Blocks of blocks; each level multiplies what a heap can hold. */
const deepest = 16;
const mostBlocks = 1_000_000;
/** The largest heap of 8-byte offsets has some 60 rows. */
const mostRows = 256;

/** What a heap's header tells of its blocks. */
interface Table {
  readonly file: Hdf5;
  readonly width: number;
  readonly startSize: number;
  readonly largestDirect: number;
  readonly headSize: number;
  readonly starts: number[];
  readonly blocks: Block[];
}

/**
 * Reads the header and the tables of a fractal heap (HDF5 file format
 * specification, III.G). Claims them, and the heads of the blocks.
 *
 * @throws {MalformedError} It is damaged, or its blocks are filtered.
 */
export async function readFractalHeap(file: Hdf5, at: number): Promise<FractalHeap> {
  const { offset, length } = file.widths;
  const size = 4 + 10 + 12 * length + 3 * offset + 8 + 4;
  const head = await file.signed(at, "FRHP", size);
  head.skip(1 + 2);
  if (head.u16() > 0) throw head.malformed("heap of filtered blocks");
  const hasChecksums = (head.u8() & 2) !== 0;
  const largestObject = head.u32();
  head.skip(length + offset + length);
  const freeSpace = head.address();
  head.skip(8 * length);
  const width = head.u16();
  const startSize = head.length();
  const largestDirect = head.length();
  const bits = head.u16();
  head.skip(2);
  const root = head.address();
  const rows = head.u16();
  if (width === 0 || startSize === 0 || bits > 64) throw head.malformed("heap of no sense");
  file.claim(at, size);
  const offsetSize = Math.ceil(bits / 8);
  const headSize = 5 + offset + offsetSize;
  const table: Table = { file, width, startSize, largestDirect, headSize, starts: [], blocks: [] };
  if (freeSpace !== undefined) await claimFreeSpace(file, freeSpace);
  if (root !== undefined && rows === 0) direct(table, root, startSize, 0);
  else if (root !== undefined) await indirect(table, { at: root, rows, from: 0, depth: 0 });
  if (hasChecksums)
    for (const { at: start, size } of table.blocks) {
      file.claim(start + headSize, 4);
      file.sums.set(start + headSize, span(start, start + size));
    }
  const lengthSize = Math.min(byteWidth(largestDirect), byteWidth(largestObject));
  return { starts: table.starts, blocks: table.blocks, offsetSize, lengthSize };
}

function direct(
  { file, headSize, starts, blocks }: Table,
  at: number,
  size: number,
  from: number,
): void {
  file.claim(at, headSize);
  starts.push(from);
  blocks.push({ at, size });
}

interface Indirect {
  readonly at: number;
  readonly rows: number;
  readonly from: number;
  readonly depth: number;
}

/** A block of blocks: rows of `width` each; the first two of the smallest size, then each row of twice the size. */
async function indirect(table: Table, { at, rows, from, depth }: Indirect): Promise<void> {
  const { file, width, startSize, largestDirect, headSize } = table;
  const size = headSize + rows * width * file.widths.offset + 4;
  const fields = await file.signed(at, "FHIB", size);
  if (depth > deepest || rows > mostRows) throw fields.malformed("heap of too many levels");
  file.claim(at, size);
  fields.skip(headSize - 4);
  let next = from;
  for (let row = 0; row < rows; row++) {
    const blockSize = startSize * 2 ** Math.max(0, row - 1);
    for (let column = 0; column < width; column++, next += blockSize) {
      const child = fields.address();
      if (child === undefined) continue;
      if (table.blocks.length >= mostBlocks) throw fields.malformed("heap of too many blocks");
      if (blockSize <= largestDirect) direct(table, child, blockSize, next);
      else {
        const inner = Math.log2(blockSize / (startSize * width)) + 1;
        await indirect(table, { at: child, rows: Math.floor(inner), from: next, depth: depth + 1 });
      }
    }
  }
}

/** The free-space manager of a heap (III.F), which nobody needs for reading. */
async function claimFreeSpace(file: Hdf5, at: number): Promise<void> {
  const { offset, length } = file.widths;
  const size = 18 + 7 * length + offset;
  const head = await file.signed(at, "FSHD", size);
  file.claim(at, size);
  head.skip(2 + 4 * length + 8 + length);
  const sections = head.address();
  head.skip(length);
  if (sections !== undefined) file.claim(sections, head.length());
}

/**
 * The object with an identifier; undefined for one that is not in the blocks but
 * elsewhere, where it is swept.
 */
export async function heapObject(
  file: Hdf5,
  heap: FractalHeap,
  identifier: Fields,
): Promise<Fields | undefined> {
  const isManaged = (identifier.u8() & 0x30) === 0;
  if (!isManaged) return undefined;
  const offset = identifier.uint(heap.offsetSize);
  const length = identifier.uint(heap.lengthSize);
  const index = firstAbove(heap.starts, offset) - 1;
  const block = heap.blocks[index];
  const within = offset - (heap.starts[index] ?? 0);
  if (!block || within + length > block.size)
    throw identifier.malformed(`no object at ${offset} of the heap`);
  return file.fields(block.at + within, length);
}
