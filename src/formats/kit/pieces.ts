import { type Blob, pastEnd } from "../../core/blob.ts";
import type { Region, StringRegion } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";

type Spans = readonly [Span, ...Span[]];

/** Parts of a blob that belong together though other bytes lie between them. */
export interface Pieces {
  /** The parts, joined. */
  readonly blob: Blob;
  /** Where a range of the joined bytes lies in the blob: in as many spans as it is cut into. */
  place(at: Span): Spans;
}

/** Joins parts of a blob without reading them. */
export function piecesOf(whole: Blob, parts: Spans): Pieces {
  const starts: number[] = [];
  let size = 0;
  for (const part of parts) {
    starts.push(size);
    size += lengthOf(part);
  }
  const place = (at: Span): Spans => {
    const found: Span[] = [];
    for (let index = partAt(starts, at.start); index < parts.length; index++) {
      const start = starts[index] ?? 0;
      const part = parts[index];
      if (!part || start >= at.end) break;
      const from = part.start + Math.max(0, at.start - start);
      const to = Math.min(part.end, part.start + at.end - start);
      if (from < to) found.push(span(from, to));
    }
    const [first = span(parts[0].start, parts[0].start), ...others] = found;
    return [first, ...others];
  };
  const read = async (at: Span): Promise<Uint8Array> => {
    if (at.end > size) throw pastEnd(at, size);
    const [first, ...others] = place(at);
    if (others.length === 0) return whole.read(first);
    const bytes = new Uint8Array(lengthOf(at));
    let done = 0;
    for (const each of [first, ...others]) {
      bytes.set(await whole.read(each), done);
      done += lengthOf(each);
    }
    return bytes;
  };
  return { blob: { origin: whole.origin, size, read, pieces: { of: whole, at: parts } }, place };
}

/** The part in which a byte lies: the last that does not start after it. */
function partAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** What was found in joined bytes, where it lies in the blob itself. A string keeps its pieces; all else is cut into one region each. */
export function* replaced(pieces: Pieces, region: Region): Generator<Region> {
  if (region.kind === "string") yield inPlace(pieces, region);
  else if (region.kind === "child" || region.kind === "packed") yield region;
  else for (const each of pieces.place(region.span)) yield { ...region, span: each };
}

function inPlace(pieces: Pieces, region: StringRegion): StringRegion {
  const spans = region.spans.flatMap((each) => pieces.place(each));
  const [first = region.spans[0], ...others] = spans;
  return { ...region, spans: [first, ...others] };
}
