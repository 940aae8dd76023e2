import type { Blob } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { firstAbove, widened } from "../../core/spans.ts";
import { longestRun, wideRuns } from "./wide-runs.ts";

/** A stretch of a file that has a name: a section, a chunk, a segment. */
export interface Part {
  /** What findings in it are keyed by. */
  readonly name: string;
  readonly span: Span;
  /** Bytes that no reader of the format looks at. */
  readonly dead?: true;
}

/**
 * The parts in order, none reaching into the next, with dead ones where
 * nothing was declared. Of two parts that overlap, the one that starts first
 * has the bytes; of two with one start, the one that was listed first.
 *
 * @param whole What is to be covered; parts are cut to it.
 */
export function laidOut(parts: readonly Part[], whole: Span, between: string): Part[] {
  const all: Part[] = [];
  let at = whole.start;
  const dead = (end: number): void => {
    if (end > at) all.push({ name: between, span: span(at, end), dead: true });
  };
  for (const part of parts.toSorted((one, other) => one.span.start - other.span.start)) {
    const start = Math.max(at, part.span.start);
    const end = Math.min(part.span.end, whole.end);
    if (end <= start) continue;
    dead(start);
    all.push({ ...part, span: span(start, end) });
    at = end;
  }
  dead(whole.end);
  return all;
}

/** Sweeps parts: as they stand, and for ASCII in UTF-16. */
export async function* partRegions(blob: Blob, parts: readonly Part[]): AsyncGenerator<Region> {
  for (const part of parts)
    if (part.dead) yield { kind: "dead", what: part.name, span: part.span };
    else yield* swept(blob, part);
}

/** Sweeps one part: as it stands, and for ASCII in UTF-16. */
export async function* swept(blob: Blob, { name, span: at }: Part): AsyncGenerator<Region> {
  if (lengthOf(at) === 0) return;
  let wide: readonly Span[] = [at];
  yield { kind: "stretch", as: "binary", span: at, noticed: (parts) => void (wide = parts.wide) };
  for (const { start, end } of widened(wide, longestRun, blob.size))
    for await (const region of wideRuns(
      blob,
      span(Math.max(start, at.start), Math.min(end, at.end)),
    ))
      yield region.kind === "string" ? { ...region, key: name } : region;
}

/** The names of the parts in which the offsets stand. The parts are in order. */
export function namesAt(
  parts: readonly Part[],
  offsets: readonly number[],
): (string | undefined)[] {
  const starts = parts.map((part) => part.span.start);
  return offsets.map((offset) => {
    const part = parts[firstAbove(starts, offset) - 1];
    return part && offset < part.span.end ? part.name : undefined;
  });
}
