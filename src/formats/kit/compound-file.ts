import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { fieldsAt, u64At } from "./fields.ts";

/** A file of sectors, with streams as if they were files (MS-CFB). */
export interface CompoundFile {
  readonly entries: readonly CompoundEntry[];
  /** Header, tables and directory. */
  readonly tables: readonly Span[];
  /** All sectors that a stream or a table has. */
  readonly used: readonly Span[];
}

export interface CompoundEntry {
  readonly name: string;
  /** Where the name stands: UTF-16, little-endian. */
  readonly nameAt: Span;
  readonly kind: "storage" | "stream" | "root" | "unused";
  /** The parts of a stream, in order. */
  readonly spans: readonly Span[];
}

/** Marks in the table of sectors; all from this one on lead nowhere. */
const firstMark = 0xffff_fffa;
const headerSize = 512;
const entrySize = 128;
/** Sectors of the allocation table that the header itself lists. */
const inHeader = 109;
const kinds = ["unused", "storage", "stream", "unused", "unused", "root"] as const;

interface Geometry {
  readonly blob: Blob;
  readonly sectorSize: number;
  readonly miniSize: number;
  /** Streams shorter than this stand in the small sectors. */
  readonly cutoff: number;
  /** How many sectors there are. */
  readonly sectors: number;
}

/** An error about the file as a whole. */
const malformed = (message: string): MalformedError => new MalformedError("ole2", 0, message);

/** @throws {MalformedError} A table is not in the file, or leads back into itself. */
export async function readCompoundFile(blob: Blob): Promise<CompoundFile> {
  const header = await fieldsAt(blob, "ole2", 0, headerSize);
  const [shift, miniShift] = [header.getUint16(30, true), header.getUint16(32, true)];
  if ((shift !== 9 && shift !== 12) || miniShift !== 6)
    throw malformed(`sectors of 2^${shift} and 2^${miniShift} bytes`);
  const sectorSize = 2 ** shift;
  const geometry: Geometry = {
    blob,
    sectorSize,
    miniSize: 2 ** miniShift,
    cutoff: header.getUint32(56, true),
    sectors: Math.ceil(blob.size / sectorSize) - 1,
  };
  const { lists, table } = await allocationSectors(geometry, header);
  const next = await numbersOf(geometry, table);
  const directory = chain(geometry, next, header.getUint32(48, true));
  const miniTable = chain(geometry, next, header.getUint32(60, true));
  const bytes = await join(geometry, directory);
  const root = chain(
    geometry,
    next,
    bytes.byteLength >= entrySize ? bytes.getUint32(116, true) : firstMark,
  );
  const mini = { next: await numbersOf(geometry, miniTable), sectors: root };
  const perSector = sectorSize / geometry.miniSize;
  const tables: Tables = { bytes, directory, next, mini, left: geometry.sectors * (1 + perSector) };
  const entries = Array.from({ length: Math.floor(bytes.byteLength / entrySize) }, (_, index) =>
    entryAt(geometry, tables, index),
  );
  const structure = [...lists, ...table, ...directory, ...miniTable].map((each) =>
    sectorSpan(geometry, each),
  );
  return {
    entries,
    tables: [span(0, headerSize), ...structure],
    used: [...structure, ...entries.flatMap(({ spans }) => spans)],
  };
}

const sectorSpan = ({ sectorSize, blob }: Geometry, sector: number): Span => {
  const start = (sector + 1) * sectorSize;
  return span(start, Math.max(start, Math.min(blob.size, start + sectorSize)));
};

/** The sectors of the allocation table: in the header, and in a chain of further lists. */
async function allocationSectors(geometry: Geometry, header: DataView) {
  const { blob, sectorSize, sectors } = geometry;
  const all = Array.from({ length: inHeader }, (_, index) =>
    header.getUint32(76 + 4 * index, true),
  );
  const perList = sectorSize / 4 - 1;
  const lists: number[] = [];
  let list = header.getUint32(68, true);
  while (list < firstMark) {
    if (list >= sectors || lists.length * perList > sectors)
      throw malformed(`list in sector ${list}`);
    lists.push(list);
    const view = await fieldsAt(blob, "ole2", (list + 1) * sectorSize, sectorSize);
    for (let each = 0; each < perList; each++) all.push(view.getUint32(4 * each, true));
    list = view.getUint32(sectorSize - 4, true);
  }
  return { lists, table: all.filter((each) => each < sectors) };
}

/** The numbers in sectors, one after another. */
async function numbersOf(geometry: Geometry, list: readonly number[]): Promise<Uint32Array> {
  if (list.length > geometry.sectors) throw malformed("a table is listed twice");
  const view = await join(geometry, list);
  return Uint32Array.from({ length: Math.floor(view.byteLength / 4) }, (_, index) =>
    view.getUint32(4 * index, true),
  );
}

async function join(geometry: Geometry, list: readonly number[]): Promise<DataView> {
  const parts = [];
  for (const each of list) parts.push(await geometry.blob.read(sectorSpan(geometry, each)));
  const bytes = Buffer.concat(parts);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Follows the table from a sector to the end mark. */
function chain({ sectors }: Geometry, next: Uint32Array, first: number, limit = sectors): number[] {
  const all: number[] = [];
  for (let at = first; at < firstMark; at = next[at] ?? firstMark) {
    if (at >= limit || all.length > limit) throw malformed(`chain leads to sector ${at}`);
    all.push(at);
  }
  return all;
}

interface Tables {
  readonly bytes: DataView;
  readonly directory: readonly number[];
  readonly next: Uint32Array;
  readonly mini: { readonly next: Uint32Array; readonly sectors: readonly number[] };
  /** How many sectors streams may still have: no two share one. */
  left: number;
}

function entryAt(geometry: Geometry, tables: Tables, index: number): CompoundEntry {
  const { bytes, directory } = tables;
  const at = index * entrySize;
  const nameSize = Math.max(0, Math.min(64, bytes.getUint16(at + 64, true)) - 2);
  const sector = directory[Math.floor(at / geometry.sectorSize)] ?? 0;
  const start = (sector + 1) * geometry.sectorSize + (at % geometry.sectorSize);
  const kind = kinds[bytes.getUint8(at + 66)] ?? "unused";
  const name = Buffer.from(bytes.buffer, bytes.byteOffset + at, nameSize).toString("utf16le");
  const size = Math.min(u64At(bytes, at + 120, true), bytes.getUint32(at + 120, true));
  const spans =
    kind === "stream" ? streamSpans(geometry, tables, bytes.getUint32(at + 116, true), size) : [];
  return { name, nameAt: span(start, start + nameSize), kind, spans };
}

function streamSpans(geometry: Geometry, tables: Tables, first: number, size: number): Span[] {
  const { sectorSize, miniSize, cutoff } = geometry;
  const { next, mini } = tables;
  if (size === 0) return [];
  const perSector = sectorSize / miniSize;
  const isMini = size < cutoff;
  const list = isMini
    ? chain(geometry, mini.next, first, mini.sectors.length * perSector)
    : chain(geometry, next, first);
  tables.left -= list.length;
  if (tables.left < 0) throw malformed("streams share sectors");
  if (!isMini)
    return cut(
      list.map((each) => sectorSpan(geometry, each)),
      size,
    );
  const parts = list.map((each) => {
    const sector = mini.sectors[Math.floor(each / perSector)] ?? 0;
    const start = (sector + 1) * sectorSize + (each % perSector) * miniSize;
    return span(start, start + miniSize);
  });
  return cut(parts, size);
}

/** As much of the parts as belongs to the stream; neighbours as one. */
function cut(parts: readonly Span[], size: number): Span[] {
  const all: Span[] = [];
  let left = size;
  for (const { start, end } of parts) {
    const length = Math.min(left, end - start);
    const last = all.at(-1);
    if (last?.end === start) all[all.length - 1] = span(last.start, start + length);
    else if (length > 0) all.push(span(start, start + length));
    left -= length;
  }
  return all;
}
