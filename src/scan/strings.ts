import { plain } from "../core/coding.ts";
import type { StringRegion } from "../core/region.ts";
import { Secret } from "../core/secret.ts";
import { lengthOf, overlaps, type Span, span } from "../core/span.ts";
import { firstAbove } from "../core/spans.ts";
import type { Match, Matcher } from "../engine/matcher.ts";
import { companionsAt } from "./companions.ts";
import { type Decoding, signsIn, type Text } from "./decoding.ts";
import { nestedKeys } from "./nested-keys.ts";
import { neighbours, type Notes, type Sighting, surroundings, valueOf } from "./sighting.ts";

/** Strings are judged together once they fill this many bytes. */
const room = 256 * 1024;
const firstRoom = 4 * 1024;
/** How much of a key stands before a value: enough for the names that say what it is. */
const keySize = 120;

interface Entry extends Omit<Text, "bytes"> {
  /** Where the decoded string stands in the block. */
  readonly span: Span;
}

/** What judging strings asks of its reader. */
export interface StringReader {
  readonly matcher: Matcher;
  readonly notes: Notes;
  /** Told of what is found: at the latest by `flush`. */
  readonly found: (sighting: Sighting) => void;
  /** Undoes what is coded in strings, if it is to be. */
  readonly decoding?: Decoding;
}

/**
 * Packs many small strings into one block, each on a line of its own, so that
 * the engine sees a long run while each string is judged alone: `key="value"`
 * for a value, the bare string for a name. A boundary of a rule can so never
 * meet the neighbour's bytes. What stands coded in a string is looked at after it.
 */
export class StringBlock {
  readonly #reader: StringReader;
  /** Texts that stood coded in strings, still to be judged. */
  readonly #decoded: Text[] = [];
  /** Small at first: most blobs have few strings or none. */
  #room = Buffer.alloc(0);
  #entries: Entry[] = [];
  #length = 0;

  constructor(reader: StringReader) {
    this.#reader = reader;
  }

  add(region: StringRegion): void {
    this.#put({ region, bytes: asBuffer(region.coding.decode(region.bytes)), depth: 0 });
    this.#putDecoded();
  }

  /** Adds texts that were decoded. */
  addDecoded(texts: Iterable<Text>): void {
    for (const text of texts) this.#put(text);
    this.#putDecoded();
  }

  /** Judges what is in the block, and what is coded in it, and empties it. */
  flush(): void {
    while (this.#length > 0) {
      this.#empty();
      this.#putDecoded();
    }
  }

  #putDecoded(): void {
    for (let text = this.#decoded.pop(); text; text = this.#decoded.pop()) this.#put(text);
  }

  #put({ bytes: text, ...rest }: Text): void {
    const prefix = prefixOf(rest.region);
    const size = prefix.length * 3 + text.length + 3;
    if (size > room - this.#length) this.#empty();
    if (size > room) return this.#judge(text, [{ ...rest, span: span(0, text.length) }]);
    const bytes = this.#roomFor(size);
    const start = this.#length + bytes.write(prefix, this.#length);
    bytes.set(text, start);
    const end = start + text.length;
    this.#entries.push({ ...rest, span: span(start, end) });
    this.#length = end + bytes.write(`"\0\n`, end);
  }

  #empty(): void {
    if (this.#length === 0) return;
    const entries = this.#entries;
    const bytes = this.#room.subarray(0, this.#length);
    this.#entries = [];
    this.#length = 0;
    this.#judge(bytes, entries);
  }

  #roomFor(size: number): Buffer {
    const needed = this.#length + size;
    if (needed <= this.#room.length) return this.#room;
    const larger = Buffer.allocUnsafe(needed <= firstRoom ? firstRoom : room);
    larger.set(this.#room.subarray(0, this.#length));
    this.#room = larger;
    return larger;
  }

  #judge(bytes: Buffer, entries: readonly Entry[]): void {
    const { decoding, found } = this.#reader;
    for (const sighting of this.#sightings(bytes, entries)) found(sighting);
    if (decoding) this.#decoded.push(...codedIn(bytes, entries, decoding));
  }

  *#sightings(bytes: Buffer, entries: readonly Entry[]): Generator<Sighting> {
    const { matcher, notes } = this.#reader;
    const matches = matcher.find(bytes);
    let next = 0;
    for (const entry of entries) {
      const { start, end } = entry.span;
      // A match in a key, or over two strings, is none.
      while (next < matches.length && (matches[next] as Match).span.start < start) next++;
      const first = next;
      while (next < matches.length && (matches[next] as Match).span.end <= end) next++;
      if (next > first) yield* inEntry(bytes, matches.slice(first, next), entry, notes);
      if (next === matches.length) return;
    }
  }
}

/** The name that a value is judged beside. A line of text has none: it stands for itself. */
function prefixOf({ role, key }: StringRegion): string {
  if (role === "name" || key === "") return "";
  return `${key.slice(-keySize).replaceAll(/[\r\n\0]/g, " ")}="`;
}

/** What stands coded in the strings of a block. */
function* codedIn(bytes: Buffer, entries: readonly Entry[], decoding: Decoding): Generator<Text> {
  const signed = [...decoding.signed(bytes, signsIn.text)];
  if (signed.length === 0) return;
  const next = new Map(signed.map(([sign]) => [sign, 0]));
  for (const { span: own, ...rest } of entries) {
    const parts = new Map<number, Span[]>();
    for (const [sign, all] of signed) {
      let at = next.get(sign) ?? 0;
      while ((all[at]?.end ?? Infinity) <= own.start) at++;
      next.set(sign, at);
      const inside: Span[] = [];
      for (let part = all[at]; part && overlaps(part, own); part = all[++at])
        inside.push(
          span(
            Math.max(part.start, own.start) - own.start,
            Math.min(part.end, own.end) - own.start,
          ),
        );
      if (inside.length > 0) parts.set(sign, inside);
    }
    if (parts.size > 0)
      yield* decoding.inText({ ...rest, bytes: bytes.subarray(own.start, own.end) }, parts);
  }
}

/** Whether a coding that left most of the text as it stands had a part in the value, or in what stands next to it. */
const isNews = ({ changed }: Entry, { start, end }: Span): boolean =>
  !changed ||
  changed()
    .subarray(Math.max(0, start - 1), end + 1)
    .includes(1);

/** @param bytes All strings of the block: what belongs to a credential may be another string. */
function* inEntry(
  bytes: Uint8Array,
  matches: readonly Match[],
  entry: Entry,
  notes: Notes,
): Generator<Sighting> {
  const { region, span: own, depth, nameOnly } = entry;
  const text = bytes.subarray(own.start, own.end);
  const places = placesOf(region);
  const piecesAt = piecesOf(region);
  const keyAt = nestedKeys(text, region.key);
  const inString = matches.map((match) => ({
    ...match,
    companions: companionsAt(bytes, match),
    span: span(match.span.start - own.start, match.span.end - own.start),
  }));
  for (const [index, match] of inString.entries()) {
    const value = valueOf(text, match);
    if (!isNews(entry, match.span) || !notes(match.rule, value)) continue;
    const pieces = piecesAt(places(match.span));
    yield {
      ...surroundings(text, match, neighbours(inString, index)),
      value: new Secret(value),
      rule: match.rule,
      confidence: match.confidence,
      span: pieces.length > 0 ? around(pieces) : undefined,
      pieces: pieces.length > 1 ? pieces : undefined,
      from: depth > 0 ? "decoded" : "string",
      named: region.role === "name",
      key: region.key === "" || nameOnly ? undefined : keyAt(match.span.start),
      coding: region.coding === plain ? undefined : region.coding.id,
      companions: match.companions,
    };
  }
}

/** All that lies between the first and the last of the pieces, which may stand in any order. */
function around(pieces: readonly Span[]): Span {
  const start = Math.min(...pieces.map((each) => each.start));
  return span(start, Math.max(...pieces.map((each) => each.end)));
}

/** Which coded bytes spell a part of the decoded string. The map is made once for all matches of a string. */
function placesOf({ coding, bytes }: StringRegion): (part: Span) => Span {
  if (coding === plain) return (part) => part;
  const { starts, ends } = coding.places(bytes);
  // What is reversed ends where it starts.
  return ({ start, end }) =>
    span(
      Math.min(starts[start] ?? 0, starts[end - 1] ?? 0),
      Math.max(ends[start] ?? 0, ends[end - 1] ?? 0),
    );
}

/** Where a part of the coded bytes stands in the blob. A string can be cut in as many pieces as it has lines. */
function piecesOf({ spans }: StringRegion): (coded: Span) => Span[] {
  let done = 0;
  const ends = spans.map((each) => (done += lengthOf(each)));
  return (coded) => {
    const pieces: Span[] = [];
    for (let at = firstAbove(ends, coded.start); at < spans.length; at++) {
      const { start, end } = spans[at] as Span;
      const before = (ends[at] as number) - (end - start);
      if (before >= coded.end) break;
      const from = Math.max(coded.start, before);
      const to = Math.min(coded.end, ends[at] as number);
      if (from < to) pieces.push(span(start + from - before, start + to - before));
    }
    return pieces;
  };
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
