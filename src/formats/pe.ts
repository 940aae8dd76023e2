import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { asciiOf, fieldsAt, untilNul, viewOf } from "./kit/fields.ts";
import { laidOut, namesAt, type Part, partRegions } from "./kit/parts.ts";
import { littleSeal } from "./kit/seal.ts";
import { imageSum } from "./kit/pe-sum.ts";

interface PeSection {
  readonly name: string;
  readonly address: number;
  readonly span: Span;
}

interface Pe {
  /** The headers with the table of sections. */
  readonly header: Span;
  readonly sections: readonly PeSection[];
  /** Signatures, which stand behind the last section. */
  readonly certificates: Span;
  /** Where the checksum stands, which Windows looks at only in drivers; most programs have zero there. */
  readonly sumAt: number;
  /** The debug directory, by its place in memory. */
  readonly debug: { readonly address: number; readonly size: number };
}

const sectionSize = 40;
/** Where the offset of the PE header stands in the one of MS-DOS. */
const offsetPlace = 0x3c;
/** The fixed part before the optional header: the mark and the COFF header. */
const coffSize = 24;

/** Windows programs: all sections swept in both widths of text, and the path of the debug database. */
export const pe: Format = {
  id: "pe",
  title: "Windows program or library (PE)",
  tier: "specific",
  specification: "https://learn.microsoft.com/en-us/windows/win32/debug/pe-format",
  reads: "path of the debug database; all sections swept, UTF-16 too; appended archives",
  tested: "specification",

  matches: ({ head, blob }) => {
    if (head.length < 64 || asciiOf(head.subarray(0, 2)) !== "MZ") return false;
    const at = viewOf(head).getUint32(offsetPlace, true);
    if (at + 4 > head.length) return isPeAt(blob, at);
    return asciiOf(head.subarray(at, at + 4)) === "PE\0\0";
  },

  async *regions(blob) {
    const file = await readPe(blob);
    const parts = partsOf(file, blob.size);
    yield* debugPaths(blob, file);
    yield* partRegions(blob, parts);
    yield* appended(blob, parts.at(-1)?.span.end ?? 0, "after the last section");
  },

  keys: async (blob, offsets) => namesAt(partsOf(await readPe(blob), blob.size), offsets),

  async *reseal(blob) {
    const { sumAt } = await readPe(blob);
    const [sum = 0] = new Uint32Array((await blob.read(span(sumAt, sumAt + 4))).slice().buffer);
    if (sum !== 0) yield littleSeal(sumAt, await imageSum(blob, sumAt));
  },

  fixed: async (blob) =>
    lengthOf((await readPe(blob)).certificates) > 0
      ? "the program is signed, and Windows would say that it was tampered with"
      : undefined,
};

async function isPeAt(blob: Blob, at: number): Promise<boolean> {
  return at + 4 <= blob.size && asciiOf(await blob.read(span(at, at + 4))) === "PE\0\0";
}

function partsOf({ header, sections, certificates }: Pe, size: number): Part[] {
  const parts: Part[] = [
    { name: "header", span: header },
    ...sections,
    { name: "certificates", span: certificates },
  ];
  const end = parts.reduce((most, part) => Math.max(most, part.span.end), 0);
  return laidOut(parts, span(0, Math.min(size, end)), "between sections");
}

/** @throws {MalformedError} The headers are cut off. */
async function readPe(blob: Blob): Promise<Pe> {
  const at = (await fieldsAt(blob, "pe", 0, 64)).getUint32(offsetPlace, true);
  const coff = await fieldsAt(blob, "pe", at, coffSize);
  const optionalSize = coff.getUint16(20, true);
  const optional = await fieldsAt(blob, "pe", at + coffSize, optionalSize);
  const count = coff.getUint16(6, true);
  const tableAt = at + coffSize + optionalSize;
  const table = await fieldsAt(blob, "pe", tableAt, count * sectionSize);
  const sections = Array.from({ length: count }, (_, index) =>
    sectionAt(table, index * sectionSize),
  );
  if (sections.some(({ span: { end } }) => end > blob.size))
    throw new MalformedError("pe", tableAt, "section ends after the file");
  const certificates = directoryOf(optional, 4);
  const [start, end] = [certificates.address, certificates.address + certificates.size];
  return {
    header: span(0, tableAt + table.byteLength),
    sections,
    certificates: end <= blob.size ? span(start, end) : span(0, 0),
    sumAt: at + coffSize + 64,
    debug: directoryOf(optional, 6),
  };
}

function sectionAt(table: DataView, at: number): PeSection {
  const size = table.getUint32(at + 16, true);
  const start = size === 0 ? 0 : table.getUint32(at + 20, true);
  const name = new Uint8Array(table.buffer, table.byteOffset + at, 8);
  return {
    name: asciiOf(untilNul(name, 0)),
    address: table.getUint32(at + 12, true),
    span: span(start, start + size),
  };
}

/** One of the data directories of the optional header, which are at 96, or at 112 in files of 64 bits. */
function directoryOf(optional: DataView, index: number): Pe["debug"] {
  const isWide = optional.byteLength >= 2 && optional.getUint16(0, true) === 0x20b;
  const at = (isWide ? 112 : 96) + 8 * index;
  if (at + 8 > optional.byteLength) return { address: 0, size: 0 };
  return { address: optional.getUint32(at, true), size: optional.getUint32(at + 4, true) };
}

const debugSize = 28;
const codeView = 2;
/** A linker writes one entry of each kind; Windows' own files have up to five. */
const mostDebug = 64;
/** Signature, GUID and age, before the path. */
const beforePath = 24;
/** Longer than Windows' longest path. */
const longestRecord = 128 * 1024;

/** The records of CodeView: `RSDS`, a GUID, an age, and the path of the PDB file. */
async function* debugPaths(blob: Blob, { sections, debug }: Pe): AsyncGenerator<Region> {
  const there = sections.find(
    ({ address, span: at }) => debug.address >= address && debug.address < address + lengthOf(at),
  );
  if (!there) return;
  const start = there.span.start + debug.address - there.address;
  const count = Math.min(mostDebug, Math.floor(debug.size / debugSize));
  const table = await fieldsAt(blob, "pe", start, count * debugSize);
  for (let at = 0; at < table.byteLength; at += debugSize) {
    const from = table.getUint32(at + 24, true);
    const end = Math.min(blob.size, from + Math.min(longestRecord, table.getUint32(at + 16, true)));
    if (table.getUint32(at + 12, true) !== codeView || end - from <= beforePath) continue;
    const record = await blob.read(span(from, end));
    if (asciiOf(record.subarray(0, 4)) !== "RSDS") continue;
    const path = untilNul(record, beforePath);
    const where = span(from + beforePath, from + beforePath + path.length);
    yield value("debug database", where, plain, path);
  }
}
