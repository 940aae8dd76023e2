import type { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";

/** Entries of an array that stand together. */
export interface Page {
  readonly fields: Fields;
  /** In bytes. */
  readonly entrySize: number;
  /** Whether entries are of chunks that were filtered. */
  readonly isFiltered: boolean;
}

const checksumSize = 4;
/** Before its own fields each block has four letters, its version, its user, and the address of the header. */
const blockHead = ({ widths }: Hdf5): number => 6 + widths.offset;

/** What both kinds of arrays say of their entries. */
interface Entries {
  readonly isFiltered: boolean;
  readonly entrySize: number;
}

function readEntries(head: Fields): Entries {
  head.skip(1);
  const isFiltered = head.u8() === 1;
  const entrySize = head.u8();
  if (entrySize < head.widths.offset) throw head.malformed(`entries of ${entrySize} bytes`);
  return { isFiltered, entrySize };
}

/** A block with entries, which are many enough for pages or not. */
interface Run extends Entries {
  /** Where the entries start, and how many there are. */
  readonly at: number;
  readonly count: number;
  /** How many a page has; a block of no more has no pages. */
  readonly pageEntries: number;
  /** A bit for each page that was written, the highest bit of a byte first. */
  readonly marks: Uint8Array;
}

/** The entries of a block, page by page; a page that was never written has nothing but its place. */
async function* pagesOf(file: Hdf5, run: Run): AsyncGenerator<Page> {
  const { entrySize, isFiltered, count, pageEntries, marks } = run;
  const pages = count > pageEntries ? Math.ceil(count / pageEntries) : 1;
  let { at } = run;
  for (let page = 0; page < pages; page++) {
    const entries = Math.min(pages > 1 ? pageEntries : count, count - page * pageEntries);
    const length = entries * entrySize;
    const isWritten = pages === 1 || ((marks[page >> 3] ?? 0) & (0x80 >> (page % 8))) !== 0;
    // Even where there is nothing to read, the block must not go on behind the file.
    const fields = await file.fields(at, isWritten ? length : 0);
    file.claim(at, length + checksumSize);
    if (isWritten) yield { fields, entrySize, isFiltered };
    at += length + checksumSize;
  }
}

/** The entries of a fixed array (HDF5 file format specification, VII.C). Claims its blocks. */
export async function* fixedArray(file: Hdf5, at: number): AsyncGenerator<Page> {
  const size = 8 + file.widths.length + file.widths.offset + checksumSize;
  const head = await file.signed(at, "FAHD", size);
  file.claim(at, size);
  const entries = readEntries(head);
  const pageEntries = 2 ** head.u8();
  const count = head.length();
  const block = head.address();
  if (block === undefined) return;
  const isPaged = count > pageEntries;
  const marksSize = isPaged ? Math.ceil(count / pageEntries / 8) : 0;
  const fields = await file.signed(block, "FADB", blockHead(file) + marksSize);
  fields.skip(blockHead(file) - 4);
  const start = fields.at + marksSize + (isPaged ? checksumSize : 0);
  file.claim(block, start - block);
  yield* pagesOf(file, {
    ...entries,
    at: start,
    count,
    pageEntries,
    marks: fields.take(marksSize),
  });
}

/** What the header of an extensible array tells (VII.D). */
interface Extensible extends Entries {
  /** How wide the offset of a block is, in bytes. */
  readonly offsetSize: number;
  readonly pageEntries: number;
  /** Entries of the smallest block. */
  readonly smallest: number;
}

/** The entries of an extensible array: some in its index, others in blocks, many in blocks of blocks. */
export async function* extensibleArray(file: Hdf5, at: number): AsyncGenerator<Page> {
  const size = 12 + 6 * file.widths.length + file.widths.offset + checksumSize;
  const head = await file.signed(at, "EAHD", size);
  file.claim(at, size);
  const entries = readEntries(head);
  const [bits, own, smallest, pointers, pageBits] = Array.from({ length: 5 }, () => head.u8());
  head.skip(6 * file.widths.length);
  const index = head.address();
  if (index === undefined || !bits || bits > 64 || !own || !smallest || !pointers || !pageBits)
    return;
  const offsetSize = Math.ceil(bits / 8);
  const array = { ...entries, offsetSize, pageEntries: 2 ** pageBits, smallest };
  const direct = 2 * Math.floor(Math.log2(pointers));
  const groups = 1 + bits - Math.floor(Math.log2(smallest));
  const addresses = 2 * (pointers - 1) + Math.max(0, groups - direct);
  const indexSize = blockHead(file) + own * entries.entrySize;
  const whole = indexSize + addresses * file.widths.offset + checksumSize;
  const fields = await file.signed(index, "EAIB", whole);
  file.claim(index, whole);
  fields.skip(blockHead(file) - 4);
  yield { ...entries, fields: fields.part(own * entries.entrySize) };
  for (let group = 0; group < groups; group++)
    if (group < direct)
      for (let block = 0; block < blocksIn(group); block++)
        yield* dataBlock(file, array, { at: fields.address(), group, marks: new Uint8Array() });
    else yield* superBlock(file, array, { at: fields.address(), group });
}

/** Each second group has twice as many blocks, and each other one blocks twice as large. */
const blocksIn = (group: number): number => 2 ** Math.floor(group / 2);
const entriesIn = (group: number, smallest: number): number =>
  2 ** Math.floor((group + 1) / 2) * smallest;

interface Group {
  readonly at: number | undefined;
  readonly group: number;
}

async function* superBlock(
  file: Hdf5,
  array: Extensible,
  { at, group }: Group,
): AsyncGenerator<Page> {
  if (at === undefined) return;
  const blocks = blocksIn(group);
  const pages = entriesIn(group, array.smallest) / array.pageEntries;
  const marksSize = pages > 1 ? Math.ceil(pages / 8) : 0;
  const headSize = blockHead(file) + array.offsetSize;
  const size = headSize + blocks * (marksSize + file.widths.offset) + checksumSize;
  const fields = await file.signed(at, "EASB", size);
  file.claim(at, size);
  fields.skip(headSize - 4);
  const marks = Array.from({ length: blocks }, () => fields.take(marksSize));
  for (const each of marks)
    yield* dataBlock(file, array, { at: fields.address(), group, marks: each });
}

async function* dataBlock(
  file: Hdf5,
  array: Extensible,
  { at, group, marks }: Group & { readonly marks: Uint8Array },
): AsyncGenerator<Page> {
  if (at === undefined) return;
  const count = entriesIn(group, array.smallest);
  const isPaged = count > array.pageEntries;
  const headSize = blockHead(file) + array.offsetSize;
  await file.signed(at, "EADB", headSize);
  const start = at + headSize + (isPaged ? checksumSize : 0);
  file.claim(at, start - at);
  yield* pagesOf(file, { ...array, at: start, count, marks });
}
