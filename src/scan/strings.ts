import { plain } from "../core/coding.ts";
import type { StringRegion } from "../core/region.ts";
import { lengthOf, type Span, span, within } from "../core/span.ts";
import type { Match, Matcher } from "../engine/matcher.ts";
import { type Sighting, surroundings } from "./sighting.ts";

/** Strings are judged together once they fill this many bytes. */
const room = 256 * 1024;
/** How much of a key stands before a value: enough for the names that say what it is. */
const keySize = 120;

interface Entry {
  readonly region: StringRegion;
  /** Where the decoded string stands in the block. */
  readonly span: Span;
}

/**
 * Packs many small strings into one block, each on a line of its own, so that
 * the engine sees a long run while each string is judged alone: `key="value"`
 * for a value, the bare string for a name. A boundary of a rule can so never
 * meet the neighbour's bytes.
 */
export class StringBlock {
  readonly #matcher: Matcher;
  readonly #bytes = Buffer.alloc(room);
  #entries: Entry[] = [];
  #length = 0;

  constructor(matcher: Matcher) {
    this.#matcher = matcher;
  }

  /** Adds a string; yields what was found in the block when it had to make room. */
  *add(region: StringRegion): Generator<Sighting> {
    const text = region.coding.decode(region.bytes);
    const prefix = prefixOf(region);
    const size = prefix.length * 3 + text.length + 3;
    if (size > room - this.#length) yield* this.flush();
    if (size > room) {
      yield* sightings(this.#matcher, text, [{ region, span: span(0, text.length) }]);
      return;
    }
    this.#length += this.#bytes.write(prefix, this.#length);
    const start = this.#length;
    this.#bytes.set(text, start);
    this.#length += text.length;
    this.#entries.push({ region, span: span(start, this.#length) });
    this.#length += this.#bytes.write(`"\n\0`, this.#length);
  }

  /** Judges what is in the block and empties it. */
  *flush(): Generator<Sighting> {
    const entries = this.#entries;
    const bytes = this.#bytes.subarray(0, this.#length);
    this.#entries = [];
    this.#length = 0;
    yield* sightings(this.#matcher, bytes, entries);
  }
}

/** The name that a value is judged beside. A line of text has none: it stands for itself. */
function prefixOf({ role, key }: StringRegion): string {
  if (role === "name" || key === "") return "";
  return `${key.slice(-keySize).replaceAll(/[\r\n\0]/g, " ")}="`;
}

function* sightings(
  matcher: Matcher,
  bytes: Uint8Array,
  entries: readonly Entry[],
): Generator<Sighting> {
  const matches = matcher.find(bytes);
  let at = 0;
  for (const match of matches) {
    while (at < entries.length && (entries[at] as Entry).span.end < match.span.end) at++;
    const entry = entries[at];
    // A match in a key, or over two strings, is none.
    if (entry && within(match.span, entry.span)) yield sighting(bytes, match, matches, entry);
  }
}

function sighting(
  bytes: Uint8Array,
  match: Match,
  all: readonly Match[],
  { region, span: own }: Entry,
): Sighting {
  const inString = span(match.span.start - own.start, match.span.end - own.start);
  const pieces = piecesOf(region, inString);
  const first = pieces[0];
  const last = pieces.at(-1);
  const around = surroundings(
    bytes.subarray(own.start, own.end),
    { ...match, span: inString },
    moved(all, own),
  );
  return {
    ...around,
    rule: match.rule,
    confidence: match.confidence,
    span: first && last && region.spans.length > 0 ? span(first.start, last.end) : undefined,
    pieces: pieces.length > 1 ? pieces : undefined,
    from: "string",
    named: region.role === "name",
    key: region.key === "" ? undefined : region.key,
    coding: region.coding === plain ? undefined : region.coding.id,
  };
}

/** Matches relative to a string's own start; those elsewhere fall out of every context by themselves. */
const moved = (all: readonly Match[], own: Span): Match[] =>
  all
    .filter((each) => within(each.span, own))
    .map((each) => ({
      ...each,
      span: span(each.span.start - own.start, each.span.end - own.start),
    }));

/** Where a part of the decoded string stands in the blob. */
function piecesOf({ coding, bytes, spans }: StringRegion, part: Span): Span[] {
  const coded = coding === plain ? part : codedPart(coding.places(bytes), part);
  const pieces: Span[] = [];
  let done = 0;
  for (const each of spans) {
    const from = Math.max(coded.start, done);
    const to = Math.min(coded.end, done + lengthOf(each));
    if (from < to) pieces.push(span(each.start + from - done, each.start + to - done));
    done += lengthOf(each);
  }
  return pieces;
}

const codedPart = (places: ReturnType<StringRegion["coding"]["places"]>, part: Span): Span =>
  span(places.starts[part.start] ?? 0, places.ends[part.end - 1] ?? 0);
