import type { Blob } from "../../core/blob.ts";
import { type Coding, plain } from "../../core/coding.ts";
import { utf16be, utf16le } from "../../core/codings.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type Region, value } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import { asciiOf, fieldsAt } from "./fields.ts";

/** A table of tags, as TIFF files and the EXIF part of other pictures hold it. */
export interface Exif {
  readonly strings: readonly Region[];
  /** Tables, and the values that stand outside of them. */
  readonly tables: readonly Span[];
  /** Strips, tiles and thumbnails. */
  readonly pixels: readonly Span[];
}

/** Where the tags lie in the blob; offsets count from the start. */
interface Place {
  readonly blob: Blob;
  readonly at: Span;
  readonly little: boolean;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Of the value, in the blob. */
  readonly span: Span;
}

/** Bytes of each type of value (TIFF 6.0 §2; 13 is the type of sub-tables). */
const typeSizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Tags that hold text (TIFF 6.0 §8; CIPA DC-008 §4.6; Windows' own from 0x9c9b). */
const texts: Readonly<Record<number, string>> = {
  0x10d: "DocumentName",
  0x10e: "ImageDescription",
  0x10f: "Make",
  0x110: "Model",
  0x11d: "PageName",
  0x131: "Software",
  0x132: "DateTime",
  0x13b: "Artist",
  0x13c: "HostComputer",
  0x151: "TargetPrinter",
  0x2bc: "XMP",
  0x8298: "Copyright",
  0x9003: "DateTimeOriginal",
  0xa420: "ImageUniqueID",
  0xa430: "CameraOwnerName",
  0xa431: "BodySerialNumber",
  0xa434: "LensModel",
  0xa435: "LensSerialNumber",
};
const wideTexts: Readonly<Record<number, string>> = {
  0x9c9b: "XPTitle",
  0x9c9c: "XPComment",
  0x9c9d: "XPAuthor",
  0x9c9e: "XPKeywords",
  0x9c9f: "XPSubject",
};
const userComment = 0x9286;
/** Tables that a tag leads to. */
const subTables: Readonly<Record<number, string>> = {
  0x14a: "SubIFD",
  0x8769: "Exif",
  0x8825: "GPS",
  0xa005: "Interoperability",
};
const latitude = 2;
const orientationTag = 0x112;
/** Offsets of pixels, and the tags of their lengths. */
const pixelTags: ReadonlyMap<number, number> = new Map([
  [0x111, 0x117],
  [0x144, 0x145],
  [0x201, 0x202],
]);

/** Tables after which another may come. Behind those of EXIF some writers leave the offset out. */
const chained: ReadonlySet<string> = new Set(["", "SubIFD."]);

/** Pages of a scanned book, or frames of a microscope. */
const mostTables = 4096;
/** Tiles of a satellite's picture. */
const mostPixels = 1 << 20;
const order: Readonly<Record<string, boolean>> = { "II*\0": true, "MM\0*": false };

/** Whether the bytes start a table of tags. */
export const isTiff = (head: Uint8Array): boolean => asciiOf(head.subarray(0, 4)) in order;

/**
 * Reads the tags that stand at `at`. Tables that lead into one another are read once.
 *
 * @throws {MalformedError} No table starts there, or one is cut off.
 */
export async function readExif(blob: Blob, at: Span): Promise<Exif> {
  const { place, first } = await startOf(blob, at);
  const found = {
    strings: [] as Region[],
    tables: [span(at.start, at.start + 8)],
    pixels: [] as Span[],
  };
  const waiting = [{ key: "", offset: first }];
  const seen = new Set<number>();
  // No byte belongs to two tags, but for what stands in the tables themselves.
  let left = 2 * lengthOf(at);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.offset === 0 || seen.has(next.offset)) continue;
    seen.add(next.offset);
    if (seen.size > mostTables) throw new MalformedError("exif", at.start, "too many tables");
    const { entries, end, following } = await readTable(place, next.offset);
    left -= lengthOf(span(at.start + next.offset, end));
    for (const entry of entries) left -= lengthOf(entry.span);
    if (left < 0) throw new MalformedError("exif", at.start, "tags overlap");
    found.tables.push(span(at.start + next.offset, end), ...entries.map((each) => each.span));
    if (chained.has(next.key)) waiting.push({ key: next.key, offset: following });
    for (const entry of entries) {
      const inner = subTables[entry.tag];
      if (inner !== undefined)
        for (const offset of await numbers(place, entry))
          waiting.push({ key: `${inner}.`, offset });
      else found.strings.push(...(await stringOf(place, entry, next.key)));
    }
    found.pixels.push(...(await pixelsOf(place, entries)));
  }
  return found;
}

/**
 * Where the table stands that tells where a picture was taken, and its values.
 * With zeros there it is a table of no tags.
 */
export async function placeSpans(blob: Blob, at: Span): Promise<Span[]> {
  const { place, first } = await startOf(blob, at);
  const spans: Span[] = [];
  for (const entry of (await readTable(place, first)).entries)
    if (subTables[entry.tag] === "GPS")
      for (const offset of await numbers(place, entry)) {
        const { entries, end } = await readTable(place, offset);
        spans.push(span(at.start + offset, end), ...entries.map((each) => each.span));
      }
  return joinedSpans(spans);
}

const upright = 1;

/**
 * How a picture is turned, 1 to 8; 1 is upright (TIFF 6.0 §8, Orientation).
 *
 * @throws {MalformedError} As `readExif`.
 */
export async function orientationOf(blob: Blob, at: Span): Promise<number> {
  const { place, first } = await startOf(blob, at);
  const { entries } = await readTable(place, first);
  const entry = entries.find(
    ({ tag, type, count }) => tag === orientationTag && type === 3 && count === 1,
  );
  if (!entry) return upright;
  return (await fieldsAt(blob, "exif", entry.span.start, 2)).getUint16(0, place.little);
}

/** A table that says how a picture is turned and nothing else; of no bytes where it stands upright. */
export function exifOf(orientation: number): Uint8Array {
  if (orientation === upright) return new Uint8Array();
  const bytes = Buffer.alloc(26);
  bytes.write("II*\0", "latin1");
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(1, 8);
  bytes.writeUInt16LE(orientationTag, 10);
  bytes.writeUInt16LE(3, 12);
  bytes.writeUInt32LE(1, 14);
  bytes.writeUInt16LE(orientation, 18);
  return bytes;
}

/** The order of bytes, and the offset of the first table. */
async function startOf(
  blob: Blob,
  at: Span,
): Promise<{ readonly place: Place; readonly first: number }> {
  const head = await fieldsAt(blob, "exif", at.start, 8);
  const little = order[asciiOf(new Uint8Array(head.buffer, head.byteOffset, 4))];
  if (little === undefined || at.start + 8 > at.end)
    throw new MalformedError("exif", at.start, "no header");
  return { place: { blob, at, little }, first: head.getUint32(4, little) };
}

/** A count, twelve bytes for each tag, and the offset of the next table. */
async function readTable(place: Place, offset: number) {
  const { blob, at, little } = place;
  const start = at.start + offset;
  const count = (await fieldsAt(blob, "exif", start, 2)).getUint16(0, little);
  const end = start + 2 + 12 * count;
  if (end > at.end) throw new MalformedError("exif", start, `table of ${count} tags is cut off`);
  const view = await fieldsAt(blob, "exif", start + 2, 12 * count);
  const entries = Array.from({ length: count }, (_, index) =>
    entryAt(place, view, index, start + 2),
  );
  // Some writers leave the offset out when nothing comes after.
  const last = end + 4 <= at.end ? await fieldsAt(blob, "exif", end, 4) : undefined;
  const following = last?.getUint32(0, little) ?? 0;
  return {
    entries: entries.filter((each) => each.span.end <= at.end),
    end: last ? end + 4 : end,
    following,
  };
}

/** Values of up to four bytes stand in the table itself. */
function entryAt({ at, little }: Place, view: DataView, index: number, base: number): Entry {
  const from = 12 * index;
  const type = view.getUint16(from + 2, little);
  const count = view.getUint32(from + 4, little);
  const size = count * (typeSizes[type] ?? 0);
  const start = size <= 4 ? base + from + 8 : at.start + view.getUint32(from + 8, little);
  return { tag: view.getUint16(from, little), type, count, span: span(start, start + size) };
}

async function stringOf(place: Place, entry: Entry, path: string): Promise<Region[]> {
  const { blob } = place;
  const { tag, span: at } = entry;
  if (path === "GPS." && tag === latitude)
    return [name("GPS.GPSLatitude", span(at.start, at.start), plain, new Uint8Array())];
  if (tag === userComment) return commentOf(place, entry, path);
  const key = texts[tag] ?? wideTexts[tag];
  if (key === undefined) return [];
  const bytes = await blob.read(at);
  return tag in wideTexts
    ? textRegion(path + key, at.start, utf16le, bytes)
    : textRegion(path + key, at.start, plain, withoutNuls(bytes));
}

/** A comment says in its first eight bytes how it is written. */
async function commentOf(
  { blob, little }: Place,
  { span: at }: Entry,
  path: string,
): Promise<Region[]> {
  if (lengthOf(at) <= 8) return [];
  const bytes = await blob.read(at);
  const text = bytes.subarray(8);
  const key = `${path}UserComment`;
  return asciiOf(bytes.subarray(0, 7)) === "UNICODE"
    ? textRegion(key, at.start + 8, little ? utf16le : utf16be, text)
    : textRegion(key, at.start + 8, plain, withoutNuls(text));
}

const textRegion = (key: string, start: number, coding: Coding, text: Uint8Array): Region[] =>
  text.length === 0 ? [] : [value(key, span(start, start + text.length), coding, text)];

function withoutNuls(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}

/** The numbers of a tag, which are of two or four bytes. */
async function numbers(
  { blob, little }: Place,
  { type, count, span: at }: Entry,
): Promise<number[]> {
  const size = typeSizes[type] ?? 0;
  if ((size !== 2 && size !== 4) || count > mostPixels) return [];
  const view = await fieldsAt(blob, "exif", at.start, lengthOf(at));
  return Array.from({ length: count }, (_, index) =>
    size === 2 ? view.getUint16(2 * index, little) : view.getUint32(4 * index, little),
  );
}

async function pixelsOf(place: Place, entries: readonly Entry[]): Promise<Span[]> {
  const byTag = new Map(entries.map((entry) => [entry.tag, entry]));
  const all: Span[] = [];
  for (const [offsetTag, lengthTag] of pixelTags) {
    const [offsets, lengths] = [byTag.get(offsetTag), byTag.get(lengthTag)];
    if (!offsets || !lengths) continue;
    const sizes = await numbers(place, lengths);
    for (const [index, offset] of (await numbers(place, offsets)).entries()) {
      const start = place.at.start + offset;
      const end = start + (sizes[index] ?? 0);
      if (end <= place.at.end) all.push(span(start, end));
    }
  }
  return all;
}
