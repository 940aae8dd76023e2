import type { Blob } from "../core/blob.ts";
import type { StretchRegion } from "../core/region.ts";
import { Secret } from "../core/secret.ts";
import { type Span, span } from "../core/span.ts";
import type { Manner, Matcher } from "../engine/matcher.ts";
import { binaryBreaks, textBreaks, wide } from "../engine/windows.ts";
import { neighbours, type Notes, type Sighting, surroundings, valueOf } from "./sighting.ts";

/** Bytes that are scanned at a time, besides what overlaps. */
const blockSize = 1024 * 1024;

const manners: Readonly<Record<StretchRegion["as"], Manner>> = {
  text: { breaks: textBreaks, sparse: false },
  binary: { breaks: binaryBreaks, sparse: true },
};

/** What reading a stretch asks of its reader. */
export interface StretchReader {
  /** Called once for each block. */
  readonly breathe: () => Promise<void>;
  readonly notes: Notes;
}

/**
 * Looks at a long part of a blob block by block. A block sees as much of its
 * neighbours as a rule can reach, and keeps the matches that start in itself,
 * so what is found does not depend on where blocks begin.
 */
export async function* stretchSightings(
  matcher: Matcher,
  blob: Blob,
  { span: whole, as }: Pick<StretchRegion, "span" | "as">,
  { breathe, notes }: StretchReader,
): AsyncGenerator<Sighting> {
  const manner = manners[as];
  for (let at = whole.start; at < whole.end; at += blockSize) {
    await breathe();
    const own = span(at, Math.min(at + blockSize, whole.end));
    const seen = span(
      Math.max(whole.start, own.start - wide.before),
      Math.min(whole.end, own.end + wide.after),
    );
    yield* inBlock(matcher, await blob.read(seen), { own, seen, manner, notes });
  }
}

interface Block {
  readonly own: Span;
  readonly seen: Span;
  readonly manner: Manner;
  readonly notes: Notes;
}

function* inBlock(
  matcher: Matcher,
  bytes: Uint8Array,
  { own, seen, manner, notes }: Block,
): Generator<Sighting> {
  const matches = matcher.find(bytes, manner);
  for (const [index, match] of matches.entries()) {
    const at = span(seen.start + match.span.start, seen.start + match.span.end);
    if (at.start < own.start || at.start >= own.end) continue;
    const value = valueOf(bytes, match);
    if (!notes(match.rule, value)) continue;
    yield {
      ...surroundings(bytes, match, neighbours(matches, index)),
      value: new Secret(value),
      rule: match.rule,
      confidence: match.confidence,
      span: at,
      pieces: undefined,
      from: "stretch",
      named: false,
      key: undefined,
      coding: undefined,
    };
  }
}
