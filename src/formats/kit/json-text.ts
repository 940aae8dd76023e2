import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type StringRegion, value } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { blockSize } from "./blocks.ts";
import { asBuffer } from "./bytes.ts";
import { jsonCodingOf } from "./json.ts";
import { JsonReader } from "./json-reader.ts";
import { documentRoot } from "./key-path.ts";

const backslash = 0x5c;

/** A string longer than this ends the walk: it would have to be held whole. */
const longestString = 16 * blockSize;

/** Longer strings become several regions: decoding takes many times the memory of the coded bytes. */
const longestPiece = 256 * 1024;

/**
 * Loads a part of the blob into the reader, block by block, and yields after
 * each, so that the caller takes the strings before the next one is loaded.
 *
 * @throws {MalformedError} The part ends within a document, or a string is too long to be held.
 */
export async function* fed(
  reader: JsonReader,
  blob: Blob,
  part: Span,
  format: string,
): AsyncGenerator<Uint8Array> {
  let size = blockSize;
  for (let at = part.start; at < part.end;) {
    const end = Math.min(at + size, part.end);
    const block = await blob.read(span(at, end));
    reader.load(block, at);
    yield block;
    if (end === part.end) break;
    if (reader.resume > at) {
      at = reader.resume;
      size = blockSize;
    } else if (size < longestString) size *= 2;
    else throw new MalformedError(format, at, `string of over ${size} bytes`);
  }
  reader.finish();
}

/** How the documents of a text are walked. */
export interface JsonPart {
  readonly format: string;
  readonly span: Span;
  /** The start of the paths in each document of the part. */
  readonly root: (document: number) => string;
}

/** The whole blob as one document, or several that follow one another. */
export const wholeJson = (blob: Blob, format: string): JsonPart => ({
  format,
  span: span(0, blob.size),
  root: documentRoot,
});

/**
 * The strings with escapes, which a search through the raw bytes does not
 * understand. Ends without error where the text is no JSON any more: what
 * follows is looked at as it stands.
 */
export async function* escapedStrings(blob: Blob, part: JsonPart): AsyncGenerator<StringRegion> {
  const reader = new JsonReader(part.format);
  try {
    for await (const block of fed(reader, blob, part.span, part.format))
      // Delegating to a generator that does not wait costs several turns for each region.
      for (const region of escapedIn(reader, block, part.root)) yield region;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
  }
}

/** The same for JSON that is in memory, which starts at `base` of its blob. */
export function* escapedInMemory(
  bytes: Uint8Array,
  base: number,
  { format, root }: Pick<JsonPart, "format" | "root">,
): Generator<StringRegion> {
  const reader = new JsonReader(format);
  reader.load(bytes, base);
  try {
    yield* escapedIn(reader, bytes, root);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
  }
}

function* escapedIn(
  reader: JsonReader,
  block: Uint8Array,
  root: JsonPart["root"],
): Generator<StringRegion> {
  const base = reader.resume;
  while (reader.next() === "string") {
    if (!reader.escaped) continue;
    const string = span(reader.start - base, reader.end - base);
    const make = reader.isName ? name : value;
    const key = reader.path(root(reader.documents));
    for (const piece of pieces(block, string)) {
      const bytes = block.subarray(piece.start, piece.end);
      const at = span(base + piece.start, base + piece.end);
      yield make(key, at, jsonCodingOf(bytes), bytes);
    }
  }
}

/** Cuts a coded string into pieces that can be decoded one by one: never within an escape. */
export function pieces(block: Uint8Array, string: Span): readonly Span[] {
  if (lengthOf(string) <= longestPiece) return [string];
  const cuts = [string.start];
  for (let at = string.start; string.end - at > longestPiece; cuts.push(at))
    at = cutBefore(block, at, at + longestPiece);
  return cuts.map((cut, index) => span(cut, cuts[index + 1] ?? string.end));
}

/** The last offset up to `limit` that is in no escape. The bytes at `from` must start none or a whole one. */
function cutBefore(block: Uint8Array, from: number, limit: number): number {
  const bytes = asBuffer(block);
  let at = bytes.indexOf(backslash, from);
  while (at >= 0 && at < limit) {
    const width = escapeWidth(bytes, at);
    if (at + width > limit) return at;
    at = bytes.indexOf(backslash, at + width);
  }
  return limit;
}

/** Two surrogates are one character, so they are kept together (RFC 8259 §7). */
function escapeWidth(bytes: Buffer, at: number): number {
  if (bytes[at + 1] !== 0x75) return 2;
  return /^\\u[dD][89abAB]/.test(bytes.toString("latin1", at, at + 4)) ? 12 : 6;
}

/**
 * The key path at each offset, as `Format.keys` wants it. Walks once, up to the
 * last offset. `undefined` outside of all documents, and where the text is no
 * JSON any more.
 */
export async function jsonKeys(
  blob: Blob,
  offsets: readonly number[],
  part: JsonPart,
): Promise<(string | undefined)[]> {
  const reader = new JsonReader(part.format);
  const keys: (string | undefined)[] = [];
  try {
    for await (const _ of fed(reader, blob, part.span, part.format)) {
      takeKeys(reader, offsets, keys, part.root);
      if (keys.length === offsets.length) return keys;
    }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
  }
  return offsets.map((_, index) => keys[index]);
}

/** Adds the keys of the offsets that the reader's block holds. */
function takeKeys(
  reader: JsonReader,
  offsets: readonly number[],
  keys: (string | undefined)[],
  root: JsonPart["root"],
): void {
  for (let offset = offsets[keys.length]; offset !== undefined; offset = offsets[keys.length]) {
    const event = reader.next(offset);
    if (event === "block") return;
    if (event === "string" && reader.end < offset) continue;
    keys.push(reader.depth > 0 ? reader.path(root(reader.documents)) : undefined);
  }
}
