import { inflateSync } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { span } from "../../core/span.ts";

/** The kinds of objects that a repository keeps. */
export type GitType = "commit" | "tree" | "blob" | "tag";

/** Objects by the number that a pack gives them (gitformat-pack, "Object types"). */
const types: readonly (GitType | undefined)[] = [undefined, "commit", "tree", "blob", "tag"];
const offsetDelta = 6;
const idDelta = 7;

/** An object's type and size, and, where it is kept as changes, to what. */
export interface EntryHeader {
  /** None for changes: they make what their base is. */
  readonly type: GitType | undefined;
  /** In bytes, inflated: of the object, or of the changes to its base. */
  readonly size: number;
  /** How far before this entry the base starts, or the base's id as one character per byte. */
  readonly base: number | string | undefined;
  /** How many bytes the header takes. */
  readonly length: number;
}

/** More than any header takes: ten bytes of size, and an id or as long a distance. */
export const longestHeader = 10 + 32;

/**
 * The header of the entry that starts with these bytes.
 *
 * @param at Of the entry in its pack, for the error.
 * @param idLength 20 for SHA-1, 32 for SHA-256.
 * @throws {MalformedError} There is no such type, or the header has no end.
 */
export function entryHeader(bytes: Uint8Array, at: number, idLength: number): EntryHeader {
  const [size, next] = sizeOf(bytes, at);
  const number = ((bytes[0] ?? 0) >> 4) & 7;
  if (number === idDelta) {
    const id = Buffer.from(bytes.subarray(next, next + idLength));
    if (id.length < idLength) throw new MalformedError("git-pack", at, "entry that is cut");
    return { type: undefined, size, base: id.toString("latin1"), length: next + idLength };
  }
  if (number === offsetDelta) return { type: undefined, size, ...distance(bytes, at, next) };
  const type = types[number];
  if (!type) throw new MalformedError("git-pack", at, `object of type ${number}`);
  return { type, size, base: undefined, length: next };
}

/** Four bits of size in the first byte, seven in each that follows while the highest bit is set. */
function sizeOf(bytes: Uint8Array, at: number): readonly [size: number, next: number] {
  let size = (bytes[0] ?? 0) & 0x0f;
  let each = 0;
  while ((bytes[each] ?? 0) >= 0x80) {
    each++;
    if (each > 7) throw new MalformedError("git-pack", at, "object that is larger than any");
    size += ((bytes[each] ?? 0) & 0x7f) * 2 ** (4 + 7 * (each - 1));
  }
  if (each >= bytes.length) throw new MalformedError("git-pack", at, "entry that is cut");
  return [size, each + 1];
}

/** Seven bits each, highest first, with one added for each byte that follows. */
function distance(bytes: Uint8Array, at: number, from: number): { base: number; length: number } {
  let value = (bytes[from] ?? 0) & 0x7f;
  let each = from;
  while ((bytes[each] ?? 0) >= 0x80) {
    each++;
    value = (value + 1) * 128 + ((bytes[each] ?? 0) & 0x7f);
  }
  if (each >= bytes.length || value === 0 || value > at)
    throw new MalformedError("git-pack", at, `base ${value} bytes before`);
  return { base: value, length: each + 1 };
}

/** Reads of a pack: most entries are small and follow one another. */
const windowSize = 256 * 1024;

/** Looks into a blob from front to back: what was read stays at hand for the next look. */
export class Window {
  readonly #blob: Blob;
  readonly #end: number;
  #base = 0;
  #bytes: Uint8Array = new Uint8Array();

  /** @param end Nothing behind it is shown. */
  constructor(blob: Blob, end: number) {
    this.#blob = blob;
    this.#end = end;
  }

  /** `count` bytes from `at` on; fewer at the end. */
  async view(at: number, count: number): Promise<Uint8Array> {
    const end = Math.min(at + count, this.#end);
    if (at < this.#base || end > this.#base + this.#bytes.length) {
      const to = Math.min(this.#end, at + Math.max(count, windowSize));
      this.#bytes = await this.#blob.read(span(Math.min(at, to), to));
      this.#base = at;
    }
    return this.#bytes.subarray(at - this.#base, end - this.#base);
  }
}

/** What deflate makes of so many bytes at most, at its worst settings (zlib's deflateBound). */
export const packedBound = (size: number): number =>
  size + Math.floor(size / 8) + Math.floor(size / 64) + 64;

/**
 * Inflates a zlib stream that must hold exactly `size` bytes.
 *
 * @param at Of the stream in its blob, for the error.
 * @returns The bytes, and how many packed ones they took.
 * @throws {MalformedError} The stream is damaged, cut, or of another size.
 */
export function inflateWhole(
  packed: Uint8Array,
  size: number,
  at: number,
): { readonly bytes: Uint8Array; readonly used: number } {
  const result = inflated(packed, size, at);
  if (result.buffer.length !== size)
    throw new MalformedError(
      "git-pack",
      at,
      `object of ${result.buffer.length} bytes, not ${size}`,
    );
  return { bytes: result.buffer, used: result.engine.bytesWritten };
}

interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

function inflated(packed: Uint8Array, size: number, at: number): Inflated {
  // A little more room than is needed lets zlib see the end of the stream in one go.
  const chunkSize = Math.min(windowSize, size + 64);
  try {
    const options = { info: true, chunkSize, maxOutputLength: size + 1 };
    // With `info`, which the types do not know, the engine is returned too.
    return inflateSync(packed, options) as unknown as Inflated;
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new MalformedError("git-pack", at, error.message.toLowerCase());
  }
}
