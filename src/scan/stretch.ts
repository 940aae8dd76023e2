import type { Blob } from "../core/blob.ts";
import type { StretchRegion } from "../core/region.ts";
import { Secret } from "../core/secret.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { joinedSpans } from "../core/spans.ts";
import type { Manner, Match, Matcher } from "../engine/matcher.ts";
import { binaryBreaks, textBreaks, wide } from "../engine/windows.ts";
import { companionsAt } from "./companions.ts";
import { type Decoding, signsIn, type Text } from "./decoding.ts";
import { codedInBlock } from "./coded.ts";
import type { LineIndex } from "./lines.ts";
import { neighbours, type Notes, type Sighting, surroundings, valueOf } from "./sighting.ts";

/** Bytes that are scanned at a time, besides what overlaps. */
const blockSize = 1024 * 1024;

const manners: Readonly<Record<StretchRegion["as"], Manner>> = {
  text: { breaks: textBreaks, sparse: false },
  binary: { breaks: binaryBreaks, sparse: true },
};

/** What reading a stretch asks of its reader. */
export interface StretchReader {
  readonly matcher: Matcher;
  /** Called once for each block. */
  readonly breathe: () => Promise<void>;
  readonly notes: Notes;
  readonly decoding: Decoding;
  /** Told of the texts that stand coded in a block. */
  readonly decoded: (texts: readonly Text[]) => void;
  /** Where the lines are counted on the way. */
  readonly lines?: LineIndex;
  /** The part of the blob that is to be looked at; of its surroundings as much is seen as a rule can reach. */
  readonly part?: Span;
}

/**
 * Looks at a long part of a blob block by block. A block sees as much of its
 * neighbours as a rule can reach, and keeps the matches that start in itself,
 * so what is found does not depend on where blocks begin.
 */
export async function* stretchSightings(
  blob: Blob,
  region: Omit<StretchRegion, "kind">,
  reader: StretchReader,
): AsyncGenerator<Sighting> {
  const { matcher, lines } = reader;
  const { span: whole, as } = region;
  const escapes: Span[] = [];
  const wideParts: Span[] = [];
  const from = Math.max(whole.start, reader.part?.start ?? 0);
  const to = Math.min(whole.end, reader.part?.end ?? Infinity);
  for (let at = from; at < to; at += blockSize) {
    await reader.breathe();
    const own = span(at, Math.min(at + blockSize, to));
    const seen = span(
      Math.max(whole.start, own.start - wide.before),
      Math.min(whole.end, own.end + wide.after),
    );
    const bytes = await blob.read(seen, matcher.room(lengthOf(seen)));
    lines?.add(matcher, bytes.subarray(own.start - seen.start, own.end - seen.start), own.start);
    if (isBlank(bytes)) continue;
    yield* sightingsOf(matcher.find(bytes, manners[as]), bytes, { own, seen }, reader.notes);
    const glance = matcher.glance(bytes);
    if (glance.escape) escapes.push(own);
    if (glance.wide) wideParts.push(own);
    const texts = [...codedInBlock({ bytes, seen, own, mask: signsIn[as] }, reader.decoding)];
    if (texts.length > 0) reader.decoded(texts);
  }
  region.noticed?.({ escapes: joinedSpans(escapes), wide: joinedSpans(wideParts) });
}

const blank = new Uint8Array(blockSize + wide.before + wide.after);

/** Whether a block holds zero bytes alone, as holes of a file do: nothing that is looked for is spelled so. */
const isBlank = (bytes: Uint8Array): boolean =>
  Buffer.compare(bytes, blank.subarray(0, bytes.length)) === 0;

/** A part of a blob that is in memory. */
interface Block {
  /** What of it is looked at: matches that start there are told. */
  readonly own: Span;
  /** Where the bytes lie in the blob. */
  readonly seen: Span;
}

/** What of the matches in a block is its own. */
export function* sightingsOf(
  matches: readonly Match[],
  bytes: Uint8Array,
  { own, seen }: Block,
  notes: Notes,
): Generator<Sighting> {
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
      companions: companionsAt(bytes, match),
    };
  }
}
