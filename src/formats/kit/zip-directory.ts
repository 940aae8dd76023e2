import type { Blob } from "../../core/blob.ts";
import type { GapRegion } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { Cursor } from "./cursor.ts";
import { decodeName } from "./names.ts";
import type { ZipEnd } from "./zip-end.ts";
import { type ExtraRegion, extraRegions, zip64Numbers } from "./zip-extra.ts";

/** Bytes, and where they lie in the blob. */
export interface Located {
  readonly bytes: Uint8Array;
  readonly span: Span;
}

/** What the central directory says of one member. */
export interface ZipEntry {
  readonly name: string;
  readonly rawName: Located;
  readonly comment: Span | undefined;
  readonly extras: readonly ExtraRegion[];
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  /** In bytes, as stored. */
  readonly packedSize: number;
  /** In bytes, once unpacked. */
  readonly size: number;
  /** Of the local header, from the start of the blob. Not checked. */
  readonly offset: number;
}

export interface ZipDirectory {
  readonly entries: readonly ZipEntry[];
  /** Where the entries end: before the end of the directory if it is damaged or too large. */
  readonly end: number;
  readonly gap: GapRegion | undefined;
}

const entryMark = 0x0201_4b50;
const entrySize = 46;
const unknown32 = 0xffff_ffff;

/** Both keep memory bounded. The largest data sets of single images have about as many members. */
const mostMembers = 1_500_000;
const largestDirectory = 256 * 1024 * 1024;

/** The entries of the central directory (APPNOTE.TXT §4.3.12), as many as can be held. */
export async function readDirectory(blob: Blob, end: ZipEnd): Promise<ZipDirectory> {
  const { directory, shift } = end;
  const held = span(directory.start, Math.min(directory.end, directory.start + largestDirectory));
  const cursor = new Cursor(blob, "zip", held);
  const entries: ZipEntry[] = [];
  let done = cursor.at;
  while (entries.length < mostMembers) {
    const entry = await readEntry(cursor, shift);
    if (!entry) break;
    entries.push(entry);
    done = cursor.at;
  }
  const cut = entries.length === mostMembers || held.end < directory.end;
  const rest = span(done, directory.end);
  return { entries, end: done, gap: missing(entries.length, end.entries, cut, rest) };
}

/** Without zip64 the count is kept in 16 bits, and some write more members than that. */
function missing(found: number, declared: number, cut: boolean, rest: Span): GapRegion | undefined {
  if (cut && lengthOf(rest) > 0)
    return { kind: "gap", reason: `limit: more than ${found} members`, span: rest };
  if (found % 0x1_00_00 === declared % 0x1_00_00) return undefined;
  const reason = `malformed: central directory lists ${found} of ${declared} members`;
  return { kind: "gap", reason, span: rest };
}

/** Undefined when no whole entry stands at the cursor. */
async function readEntry(cursor: Cursor, shift: number): Promise<ZipEntry | undefined> {
  if (cursor.left < entrySize) return undefined;
  await cursor.need(entrySize);
  if (cursor.u32() !== entryMark) return undefined;
  const fixed = viewOf(cursor.bytes(entrySize - 4));
  const lengths = [24, 26, 28].map((at) => fixed.getUint16(at, true));
  if (cursor.left < sum(lengths)) return undefined;
  await cursor.need(sum(lengths));
  const [rawName, extra] = lengths.map((length) => located(cursor, length));
  if (!rawName || !extra) return undefined;
  const comment = span(extra.span.end, cursor.at);
  const name = decodeName(rawName.bytes);
  return {
    name,
    rawName,
    comment: lengthOf(comment) > 0 ? comment : undefined,
    extras: extraRegions(name, extra.bytes, extra.span.start),
    flags: fixed.getUint16(4, true),
    method: fixed.getUint16(6, true),
    crc32: fixed.getUint32(12, true),
    ...sizes(fixed, extra.bytes, shift),
  };
}

/** What does not fit in 32 bits stands in the zip64 field, in this order (APPNOTE.TXT §4.5.3). */
function sizes(
  fixed: DataView,
  extra: Uint8Array,
  shift: number,
): Pick<ZipEntry, "size" | "packedSize" | "offset"> {
  const larger = zip64Numbers(extra);
  const [size = 0, packedSize = 0, offset = 0] = [20, 16, 38].map((at) => {
    const number = fixed.getUint32(at, true);
    return number === unknown32 ? (larger.shift() ?? number) : number;
  });
  return { size, packedSize, offset: offset + shift };
}

function located(cursor: Cursor, length: number): Located {
  const start = cursor.at;
  return { bytes: cursor.bytes(length), span: span(start, start + length) };
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const sum = (numbers: readonly number[]): number => numbers.reduce((one, two) => one + two, 0);
