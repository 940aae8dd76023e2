import { type Coding, plain } from "../core/coding.ts";
import { type Candidate, type Decoder, signs, signWidth } from "../core/decoder.ts";
import type { PackedRegion, StringRegion } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { all as decoders } from "../decoders/index.ts";
import { opensAsFile, opensAsText } from "../decoders/kit/head.ts";
import type { Matcher } from "../engine/matcher.ts";
import { changes, layerOf, within } from "./layers.ts";

/** How often text may be coded over; what is coded once more is a gap. */
export const deepest = 5;
/** Decoded bytes for each byte of the blob, and of a small one. */
const allowance = { perByte: 8, least: 16 * 1024 * 1024 };
/** As near a change must stand to one that was undone before, to be looked at together with it. */
const near = 64;

/** A text in which coded parts are looked for. */
export interface Text {
  readonly bytes: Buffer;
  /** What its bytes stand for. Of a stretch, what of it is looked at. */
  readonly region: StringRegion;
  /** How many codings were undone. */
  readonly depth: number;
  /** Marks what a coding changed that left the rest of the text as it was. Worked out when it is asked for: in most texts nothing is found. */
  readonly changed?: (() => Uint8Array) | undefined;
  /** Whether the key is not that of the place, but a name that stands before it. */
  readonly nameOnly?: true;
}

/** What reading coded text asks of its reader. */
export interface DecodingReader {
  readonly matcher: Matcher;
  /** Bytes of the blob. */
  readonly size: number;
  /** Told of what is not decoded, once for each reason. */
  readonly gap: (reason: string) => void;
}

/** Looks for text that is spelled in other characters, over all that is in one blob. */
export class Decoding {
  readonly #reader: DecodingReader;
  #left: number;
  readonly #told = new Set<string>();
  /** Files that were found coded, to be unpacked. */
  readonly packed: PackedRegion[] = [];

  constructor(reader: DecodingReader) {
    this.#reader = reader;
    this.#left = Math.max(allowance.least, reader.size * allowance.perByte);
  }

  /** Where in the bytes which signs are. Parts that nearly touch are one. */
  signed(bytes: Uint8Array, mask: number): Parts {
    return signedIn(this.#reader.matcher, bytes, mask);
  }

  /** The texts that stand coded where the signs are. */
  *inText(text: Text, parts: Parts): Generator<Text> {
    for (const { decoder, candidate } of candidatesIn(text.bytes, parts)) {
      if (candidate.coded === "some" && text.changed && !isTouched(candidate, text.changed()))
        continue;
      yield* this.#undone(text, candidate, decoder);
    }
  }

  *#undone(text: Text, candidate: Candidate, { id }: Decoder): Generator<Text> {
    const { coding, span: at } = candidate;
    const coded = text.bytes.subarray(at.start, at.end);
    if (text.depth === deepest) {
      if (candidate.coded === "all") this.#tell(`limit: coded more than ${deepest} times over`);
      return;
    }
    if (!this.#affords(coded.length)) return;
    const decoded = coding.decode(coded);
    const copy = Buffer.from(coded);
    const changed =
      candidate.coded === "some" ? once(() => changes(copy, decoded, coding)) : undefined;
    if (changed && text.changed && !isNear(changed(), candidate, text.changed())) return;
    const inner = { ...inside(text, { at, copy }, coding, decoded), changed };
    if (changed || opensAsText(decoded, 1)) yield inner;
    else yield* this.#layer(inner, `${id}@${placeOf(inner.region)}`);
  }

  /** What bytes spell that are no text. */
  *#layer(text: Text, name: string): Generator<Text> {
    const coding = layerOf(text.bytes);
    const decoded = coding && tried(coding, text.bytes);
    if (!decoded) {
      if (opensAsFile(text.bytes)) this.packed.push(fileIn(text, name));
      return;
    }
    if (text.depth === deepest) return this.#tell(`limit: coded more than ${deepest} times over`);
    if (!this.#affords(decoded.length)) return undefined;
    const whole = { at: span(0, text.bytes.length), copy: Buffer.from(text.bytes) };
    const inner = inside(text, whole, coding, decoded);
    if (opensAsText(decoded, 1)) yield inner;
    else if (opensAsFile(decoded)) this.packed.push(fileIn(inner, name));
    return undefined;
  }

  #affords(bytes: number): boolean {
    this.#left -= bytes;
    if (this.#left < 0) this.#tell("limit: more text is coded than is decoded of a file");
    return this.#left >= 0;
  }

  #tell(reason: string): void {
    if (!this.#told.has(reason)) this.#reader.gap(reason);
    this.#told.add(reason);
  }
}

/** Parts of bytes by the signs that are in them. */
type Parts = ReadonlyMap<number, readonly Span[]>;

/** See `Decoding.signed`. */
export function signedIn(matcher: Matcher, bytes: Uint8Array, mask: number): Parts {
  const parts = new Map<number, Span[]>();
  for (const entry of matcher.signs(bytes, mask)) {
    const at = entry & -signWidth;
    for (let bit = 1; bit < signWidth; bit <<= 1) {
      if ((entry & mask & bit) === 0) continue;
      const known = parts.get(bit);
      const last = known?.at(-1);
      const end = Math.min(bytes.length, at + signWidth);
      if (!known) parts.set(bit, [span(at, end)]);
      else if (last?.end === at) known[known.length - 1] = span(last.start, end);
      else known.push(span(at, end));
    }
  }
  return parts;
}

/** What may be coded where the signs are, and what knows how. */
export function* candidatesIn(
  text: Buffer,
  parts: Parts,
): Generator<{ readonly decoder: Decoder; readonly candidate: Candidate }> {
  for (const decoder of decoders) {
    let done = 0;
    for (const candidate of decoder.candidates(text, parts.get(decoder.sign) ?? [])) {
      if (candidate.span.start < done) continue;
      done = candidate.span.end;
      yield { decoder, candidate };
    }
  }
}

/** Signs that are looked at in a stretch: bytes that are no text show all others by chance. */
export const signsIn = { text: 63, binary: signs.run } as const;

/** Calls the function when it is first asked, and keeps what it gave. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** A part of a text, and its bytes by themselves: those of the text may be overwritten soon. */
interface Part {
  readonly at: Span;
  readonly copy: Buffer;
}

function inside(text: Text, { at: part, copy }: Part, coding: Coding, decoded: Uint8Array): Text {
  const { region } = text;
  const isPlain = region.coding === plain && region.spans.length === 1;
  const at = region.spans[0].start;
  const own = isPlain
    ? {
        spans: [span(at + part.start, at + part.end)] as const,
        bytes: copy,
        coding: {
          ...within(plain, coding, copy, 0),
          places: (bytes: Uint8Array) => coding.places(bytes),
        },
      }
    : { coding: within(region.coding, coding, copy, part.start) };
  return {
    bytes: Buffer.from(decoded.buffer, decoded.byteOffset, decoded.length),
    region: { ...region, ...own },
    depth: text.depth + 1,
    ...(text.nameOnly && { nameOnly: true }),
  };
}

const placeOf = ({ spans }: StringRegion): number => spans[0].start;

const fileIn = ({ bytes, region }: Text, name: string): PackedRegion => ({
  kind: "packed",
  name,
  span: span(region.spans[0].start, Math.max(...region.spans.map(({ end }) => end))),
  unpack: async function* () {
    yield bytes;
  },
});

/** None where the bytes only began as if they were so coded, and where they spell too many. */
function tried(coding: Coding, bytes: Uint8Array): Uint8Array | undefined {
  try {
    return coding.decode(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

/** Whether anything in or near the candidate was changed before: cheaper to say than what `isNear` asks. */
const isTouched = ({ span: at }: Candidate, before: Uint8Array): boolean =>
  before.subarray(Math.max(0, at.start - near), at.end + near).includes(1);

/** Whether one of the changes stands near one that was made before. */
function isNear(changed: Uint8Array, { span: at }: Candidate, before: Uint8Array): boolean {
  const shift = Math.abs(changed.length - lengthOf(at)) + near;
  for (let each = changed.indexOf(1); each >= 0; each = changed.indexOf(1, each + 1)) {
    const from = Math.max(0, at.start + each - near);
    if (before.subarray(from, at.start + each + shift).includes(1)) return true;
  }
  return false;
}
