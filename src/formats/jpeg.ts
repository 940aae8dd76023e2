import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Extra } from "../core/extra.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { without } from "../core/splice.ts";
import { appended } from "./kit/appended.ts";
import { asBuffer } from "./kit/bytes.ts";
import { cutExif } from "./kit/exif-cut.ts";
import { exifOf, orientationOf, readExif } from "./kit/exif.ts";
import { asciiOf, fieldsAt } from "./kit/fields.ts";
import { iptcTexts } from "./kit/iptc.ts";
import { isUnder } from "./kit/key-path.ts";
import { swept } from "./kit/parts.ts";

interface Segment {
  readonly marker: number;
  /** Without marker and length; of a scan, what is coded. */
  readonly data: Span;
}

const marker = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app13: 0xed,
  app15: 0xef,
  comment: 0xfe,
} as const;

const exifMark = "Exif\0\0";
const xmpMark = "http://ns.adobe.com/xap/1.0/\0";

/** How much of a scan is read at once. */
const blockSize = 1 << 20;

/** JPEG pictures: cameras and editors write who, where and with what into segments before the pixels. */
export const jpeg: Format = {
  id: "jpeg",
  title: "JPEG image",
  tier: "specific",
  specification: "https://www.w3.org/Graphics/JPEG/itu-t81.pdf",
  reads: "EXIF, XMP, IPTC, comments, other segments; pixels skipped; what follows the end swept",
  tested: "Pillow, piexif",

  matches: ({ head }) => head[0] === 0xff && head[1] === marker.start && head[2] === 0xff,

  async *regions(blob) {
    let end = 2;
    for await (const segment of segments(blob)) {
      end = segment.data.end;
      yield* segmentRegions(blob, segment);
    }
    yield* appended(blob, end, "after the end of the picture");
  },

  keys: async (blob, offsets) => {
    const all = await Array.fromAsync(segments(blob));
    return offsets.map((offset) => {
      const there = all.find(({ data }) => offset >= data.start && offset < data.end);
      return there && nameOf(there);
    });
  },

  async *cut(blob, keys) {
    for await (const segment of segments(blob)) {
      const exif = await exifIn(blob, segment);
      const isAsked = keys.some((key) => isUnder(key, nameOf(segment)));
      if (isAsked && extraOf(segment)) yield without(wholeOf(segment));
      else if (exif) yield* cutExif(blob, exif, keys);
    }
  },

  async *strip(blob, extras) {
    for await (const segment of segments(blob)) {
      const extra = extraOf(segment);
      if (extra && extras.has(extra))
        yield { at: wholeOf(segment), bytes: await remainderOf(blob, segment) };
    }
  },
};

/** With marker and length. */
const wholeOf = ({ data }: Segment): Span => span(data.start - 4, data.end);

const headOf = async (blob: Blob, { data }: Segment): Promise<string> =>
  asciiOf(await blob.read(span(data.start, Math.min(data.end, data.start + 64))));

/** Where the table of tags stands, if the segment holds one. */
async function exifIn(blob: Blob, segment: Segment): Promise<Span | undefined> {
  const { start, end } = segment.data;
  if (segment.marker !== marker.app1) return undefined;
  return (await headOf(blob, segment)).startsWith(exifMark)
    ? span(start + exifMark.length, end)
    : undefined;
}

/** What a segment is besides the picture. Colours (`APP2`, `APP14`) are part of it. */
function extraOf({ marker: code }: Segment): Extra | undefined {
  if (code === marker.comment) return "comments";
  return code === marker.app1 || code === marker.app13 ? "metadata" : undefined;
}

function damagedIsUpright(error: unknown): number {
  if (error instanceof MalformedError) return 1;
  throw error;
}

/** What is left of a segment: how the picture is turned, without which it would be shown wrongly. */
async function remainderOf(blob: Blob, segment: Segment): Promise<Uint8Array> {
  const exif = await exifIn(blob, segment);
  if (!exif) return new Uint8Array();
  const table = exifOf(await orientationOf(blob, exif).catch(damagedIsUpright));
  if (table.length === 0) return table;
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 | segment.marker, 0);
  head.writeUInt16BE(2 + exifMark.length + table.length, 2);
  return Buffer.concat([head, Buffer.from(exifMark), table]);
}

/** @throws {MalformedError} A segment is cut off, or there is no end. */
async function* segments(blob: Blob): AsyncGenerator<Segment> {
  let at = 2;
  for (;;) {
    const head = await fieldsAt(blob, "jpeg", at, 2);
    const code = head.getUint8(1);
    if (head.getUint8(0) !== 0xff) throw new MalformedError("jpeg", at, "no marker");
    // Any number of 0xff may stand before a marker; some have no data.
    if (code === 0xff) at += 1;
    else if (code === 1 || (code >= 0xd0 && code <= marker.start)) at += 2;
    else if (code === marker.end) {
      yield { marker: code, data: span(at + 2, at + 2) };
      return;
    } else {
      const length = (await fieldsAt(blob, "jpeg", at + 2, 2)).getUint16(0);
      const data = span(at + 4, at + 2 + Math.max(2, length));
      if (data.end > blob.size) throw new MalformedError("jpeg", at, "segment is cut off");
      yield { marker: code === marker.scan ? 0 : code, data };
      at = data.end;
      if (code !== marker.scan) continue;
      at = await scanEnd(blob, data.end);
      yield { marker: code, data: span(data.end, at) };
    }
  }
}

/** The next marker that is none of those that stand in coded data: 0xff00, and restarts. */
async function scanEnd(blob: Blob, from: number): Promise<number> {
  for (let at = from; at < blob.size; at += blockSize) {
    const bytes = asBuffer(await blob.read(span(at, Math.min(blob.size, at + blockSize + 1))));
    for (let found = bytes.indexOf(0xff); found >= 0; found = bytes.indexOf(0xff, found + 1)) {
      const next = bytes[found + 1];
      if (next === undefined || next === 0 || next === 0xff) continue;
      if (next < 0xd0 || next > 0xd7) return at + found;
    }
  }
  throw new MalformedError("jpeg", from, "picture has no end");
}

const nameOf = ({ marker: code }: Segment): string =>
  code === marker.comment
    ? "comment"
    : code >= marker.app0 && code <= marker.app15
      ? `APP${code - marker.app0}`
      : `segment ${code}`;

async function* segmentRegions(blob: Blob, segment: Segment): AsyncGenerator<Region> {
  const { marker: code, data } = segment;
  if (code === marker.scan) yield { kind: "tensor", name: "scan", span: data };
  else if (code === marker.comment) yield value("comment", data, plain, await blob.read(data));
  else if (lengthOf(data) > 0) {
    const head = await headOf(blob, segment);
    const exif = await exifIn(blob, segment);
    if (exif) yield* (await readExif(blob, exif)).strings;
    if (head.startsWith("Photoshop 3.0\0")) yield* iptcTexts(blob, data);
    if (head.startsWith(xmpMark))
      yield { kind: "stretch", as: "text", span: span(data.start + xmpMark.length, data.end) };
    else yield* swept(blob, { name: nameOf(segment), span: data });
  }
}
