import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import { type Glance, glancer } from "./glance.ts";

/** What the end of a zip says about the rest of it. */
export interface ZipEnd {
  readonly directory: Span;
  /** How many members the directory should list. */
  readonly entries: number;
  /** Offsets in the archive count from here: the length of what was put before it. */
  readonly shift: number;
  readonly comment: Span;
  /** The end records themselves, in the order of their bytes. */
  readonly records: readonly Span[];
}

/** APPNOTE.TXT §4.3.16: the fixed part, and the longest comment behind it. */
const endSize = 22;
const longestComment = 0xffff;
const locatorSize = 20;
const end64Size = 56;

const endBytes = Buffer.from("PK\x05\x06");
const locatorMark = 0x0706_4b50;
const end64Mark = 0x0606_4b50;
const entryMark = 0x0201_4b50;

/** Comments may hold any number of false end records; no honest one holds more. */
const mostTries = 64;

/** The last end record that leads to a central directory, or undefined. */
export async function findEnd(blob: Blob): Promise<ZipEnd | undefined> {
  return (await endIn(blob, endSize)) ?? endIn(blob, endSize + longestComment);
}

/** Whether the last `reach` bytes hold an end record that leads to a central directory. */
export async function endIn(blob: Blob, reach: number): Promise<ZipEnd | undefined> {
  const start = Math.max(0, blob.size - reach);
  const tail = asBuffer(await blob.read(span(start, blob.size)));
  if (tail.length < endSize) return undefined;
  const glance = glancer(blob);
  let at = tail.lastIndexOf(endBytes, tail.length - endSize);
  for (let tries = 0; at >= 0 && tries < mostTries; tries++) {
    const end = await endAt(glance, blob.size, start + at);
    if (end) return end;
    at = at === 0 ? -1 : tail.lastIndexOf(endBytes, at - 1);
  }
  return undefined;
}

/** What both kinds of end record say. */
interface Claim {
  /** Where the record starts; the directory ends here or before. */
  readonly at: number;
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

async function endAt(glance: Glance, blobSize: number, at: number): Promise<ZipEnd | undefined> {
  const view = await glance(at, endSize);
  if (!view) return undefined;
  const small = {
    at,
    entries: view.getUint16(10, true),
    size: view.getUint32(12, true),
    offset: view.getUint32(16, true),
  };
  const large = await end64Before(glance, at);
  const directory = await directoryOf(glance, large ?? small);
  if (!directory) return undefined;
  const comment = span(at + endSize, Math.min(blobSize, at + endSize + view.getUint16(20, true)));
  const records = [span(at, comment.end)];
  if (large) records.unshift(span(large.at, large.at + end64Size), span(at - locatorSize, at));
  return { ...directory, entries: (large ?? small).entries, comment, records };
}

/** The zip64 end record that belongs to the end record at `at` (APPNOTE.TXT §4.3.14, §4.3.15). */
async function end64Before(glance: Glance, at: number): Promise<Claim | undefined> {
  const locator = await glance(at - locatorSize, locatorSize);
  if (locator?.getUint32(0, true) !== locatorMark) return undefined;
  const declared = Number(locator.getBigUint64(8, true));
  // Behind a prefix the declared offset is wrong, and the record is where all writers put it.
  for (const place of [declared, at - locatorSize - end64Size]) {
    const view = place + end64Size <= at ? await glance(place, end64Size) : undefined;
    if (view?.getUint32(0, true) !== end64Mark) continue;
    return {
      at: place,
      entries: Number(view.getBigUint64(32, true)),
      size: Number(view.getBigUint64(40, true)),
      offset: Number(view.getBigUint64(48, true)),
    };
  }
  return undefined;
}

/**
 * Readers disagree on where the directory is when bytes were put before the
 * archive: it ends at its end record (so do Python and Info-ZIP), or stands at
 * the offset that is written. The first that holds an entry is taken.
 */
async function directoryOf(
  glance: Glance,
  { at, size, offset }: Claim,
): Promise<Pick<ZipEnd, "directory" | "shift"> | undefined> {
  if (size === 0) return { directory: span(at, at), shift: 0 };
  for (const start of [at - size, offset]) {
    if (start + size > at) continue;
    const view = await glance(start, 4);
    if (view?.getUint32(0, true) === entryMark)
      return { directory: span(start, start + size), shift: start - offset };
  }
  return undefined;
}
