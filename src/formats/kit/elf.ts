import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { asciiOf, fieldsAt, u64At, untilNul, viewOf } from "./fields.ts";

/** ELF: a table of sections for linkers, and one of segments for loaders (System V gABI, chapters 4 and 5). */
export interface Elf {
  readonly wide: boolean;
  readonly little: boolean;
  readonly sections: readonly ElfSection[];
  readonly segments: readonly ElfSegment[];
  /** The header and the two tables. */
  readonly tables: readonly Span[];
}

export interface ElfSection {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  /** Undefined for those that take no bytes of the file. */
  readonly span: Span | undefined;
}

export interface ElfSegment {
  readonly type: number;
  /** As the header says: it may end after the file does. */
  readonly span: Span;
  readonly address: number;
}

export const sectionCompressed = 0x800;
export const segmentType = { load: 1, dynamic: 2, note: 4 } as const;
export const coreType = 4;
const noBits = 8;

/** Sections and segments; linkers put hundreds of thousands into one object at most. */
const mostEntries = 1 << 18;
/** Names of sections are short; that of a C++ template can be kilobytes. */
const mostNames = 16 << 20;

/** The type of the file, by its first bytes: `undefined` if they are not those of an ELF file. */
export function elfType(head: Uint8Array): number | undefined {
  // The mark, then 1 or 2 for 32 or 64 bits, and for little or big endian.
  const mark = asciiOf(head.subarray(0, 6));
  if (head.length < narrowLayout.header || !/^\x7fELF[\x01\x02]{2}$/.test(mark)) return undefined;
  return viewOf(head).getUint16(16, head[5] === 1);
}

/** Where the fields of the three structures stand in files of 32 and of 64 bits. */
const narrowLayout = {
  header: 52,
  phoff: 28,
  shoff: 32,
  counts: 42,
  section: { size: 40, flags: 8, offset: 16, length: 20, link: 24, info: 28 },
  segment: { size: 32, offset: 4, address: 8, length: 16 },
};
const wideLayout: typeof narrowLayout = {
  header: 64,
  phoff: 32,
  shoff: 40,
  counts: 54,
  section: { size: 64, flags: 8, offset: 24, length: 32, link: 40, info: 44 },
  segment: { size: 56, offset: 8, address: 16, length: 32 },
};

/** Numbers of one file: in its order of bytes, and as wide as its addresses. */
interface Numbers {
  readonly little: boolean;
  readonly wide: boolean;
  readonly layout: typeof narrowLayout;
}

const word = (view: DataView, at: number, { wide, little }: Numbers): number =>
  wide ? u64At(view, at, little) : view.getUint32(at, little);

/** @throws {MalformedError} A table or a section is not in the file. */
export async function readElf(blob: Blob): Promise<Elf> {
  const identity = await fieldsAt(blob, "elf", 0, 16);
  const wide = identity.getUint8(4) === 2;
  const little = identity.getUint8(5) === 1;
  const numbers = { little, wide, layout: wide ? wideLayout : narrowLayout };
  const { layout } = numbers;
  const header = await fieldsAt(blob, "elf", 0, layout.header);
  // e_phentsize, e_phnum, e_shentsize, e_shnum, e_shstrndx.
  const count = (index: number): number => header.getUint16(layout.counts + 2 * index, little);
  const sectionsAt = word(header, layout.shoff, numbers);
  const first = sectionsAt > 0 ? await entries(blob, sectionsAt, 1, count(2)) : [];
  // Numbers that are too large for the header stand in the first section.
  const spare = first[0];
  const sectionCount = count(3) || (spare ? word(spare, layout.section.length, numbers) : 0);
  const names = count(4) === 0xffff ? spare?.getUint32(layout.section.link, little) : count(4);
  const segmentCount =
    count(1) === 0xffff ? (spare?.getUint32(layout.section.info, little) ?? 0) : count(1);
  const segmentsStart = word(header, layout.phoff, numbers);
  const sectionTable =
    sectionsAt > 0 ? await entries(blob, sectionsAt, sectionCount, count(2)) : [];
  return {
    wide,
    little,
    sections: await sectionsOf(blob, sectionTable, names ?? 0, numbers),
    segments: segmentsOf(await entries(blob, segmentsStart, segmentCount, count(0)), numbers),
    tables: [
      span(0, layout.header),
      span(sectionsAt, sectionsAt + sectionTable.length * count(2)),
      span(segmentsStart, segmentsStart + segmentCount * count(0)),
    ],
  };
}

/** The entries of a table. */
async function entries(blob: Blob, at: number, count: number, size: number): Promise<DataView[]> {
  if (count === 0) return [];
  const least = narrowLayout.segment.size;
  if (count > mostEntries || size < least)
    throw new MalformedError("elf", 0, `table of ${count} entries of ${size} bytes`);
  const table = await fieldsAt(blob, "elf", at, count * size);
  return Array.from(
    { length: count },
    (_, index) => new DataView(table.buffer, table.byteOffset + index * size, size),
  );
}

async function sectionsOf(
  blob: Blob,
  table: readonly DataView[],
  names: number,
  numbers: Numbers,
): Promise<ElfSection[]> {
  const { flags, offset, length, size } = numbers.layout.section;
  if (table.some((entry) => entry.byteLength < size))
    throw new MalformedError("elf", 0, "section headers are cut off");
  const spans = table.map((entry) => {
    if ([0, noBits].includes(entry.getUint32(4, numbers.little))) return undefined;
    const start = word(entry, offset, numbers);
    const end = start + word(entry, length, numbers);
    if (end > blob.size)
      throw new MalformedError("elf", 0, `section ends at ${end} of ${blob.size}`);
    return span(start, end);
  });
  const texts = spans[names];
  const bytes =
    texts && (await blob.read(span(texts.start, Math.min(texts.end, texts.start + mostNames))));
  return table.map((entry, index) => ({
    name: bytes ? nameAt(bytes, entry.getUint32(0, numbers.little)) : `section ${index}`,
    type: entry.getUint32(4, numbers.little),
    flags: word(entry, flags, numbers),
    span: spans[index],
  }));
}

/** Longer names are cut: a table could let each of its sections have megabytes. */
const longestName = 200;

const nameAt = (bytes: Uint8Array, at: number): string =>
  asciiOf(untilNul(bytes.subarray(at, at + longestName), 0));

function segmentsOf(table: readonly DataView[], numbers: Numbers): ElfSegment[] {
  const { offset, address, length, size } = numbers.layout.segment;
  if (table.some((entry) => entry.byteLength < size))
    throw new MalformedError("elf", 0, "program headers are cut off");
  return table.map((entry) => {
    const start = word(entry, offset, numbers);
    return {
      type: entry.getUint32(0, numbers.little),
      span: span(start, start + word(entry, length, numbers)),
      address: word(entry, address, numbers),
    };
  });
}
