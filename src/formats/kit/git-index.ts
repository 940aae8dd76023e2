import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import type { Region, StringRegion } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { Window } from "./git-entry.ts";
import { type GitHash, idLength, isSealed } from "./git-hash.ts";

/** Signature, version, and how many entries there are. */
export const headerSize = 12;
/** PATH_MAX of Linux, which git has for paths too. */
const longestPath = 4096;
/** Each folder of a path may be shared with another entry before; no path is that deep. */
const mostPieces = 256;
/** Times, device, inode, mode, owner and size; then comes the object's name, then two bytes of flags. */
const statSize = 40;
const isExtended = 0x4000;

/** Whether a blob starts as an index of version 2 to 4. */
export const isIndex = (head: Uint8Array): boolean =>
  head.length >= headerSize &&
  Buffer.from(head.subarray(0, 7)).equals(Buffer.from("DIRC\0\0\0")) &&
  (head[7] ?? 0) >= 2 &&
  (head[7] ?? 0) <= 4;

/** How a path is spelled in pieces of the index, of which the first ones may belong to the entry before. */
interface Path {
  readonly spans: readonly Span[];
  readonly bytes: Uint8Array;
}

/**
 * The paths of an index, then its extensions as they stand.
 *
 * @throws {MalformedError} An entry or an extension is cut, or a path is longer than any.
 */
export async function* indexRegions(blob: Blob): AsyncGenerator<Region> {
  const head = await blob.read(span(0, Math.min(headerSize, blob.size)));
  if (!isIndex(head)) throw new MalformedError("git-index", 0, "header of another kind");
  const count = new DataView(head.buffer, head.byteOffset).getUint32(8);
  const isLong = await isSealed(blob, "sha256", blob.size - idLength.sha256);
  const reader = new Reader(blob, head[7] ?? 0, isLong ? "sha256" : "sha1");
  for (let number = 0; number < count; number++) yield await reader.entry(number);
  yield* reader.extensions();
}

class Reader {
  readonly #blob: Blob;
  readonly #isPacked: boolean;
  readonly #idLength: number;
  readonly #window: Window;
  /** Where the digest stands. */
  readonly #end: number;
  #at = headerSize;
  #last: Path = { spans: [], bytes: new Uint8Array() };

  constructor(blob: Blob, version: number, hash: GitHash) {
    this.#blob = blob;
    this.#isPacked = version === 4;
    this.#idLength = idLength[hash];
    this.#end = Math.max(headerSize, blob.size - this.#idLength);
    this.#window = new Window(blob, this.#end);
  }

  async entry(number: number): Promise<StringRegion> {
    const fixed = statSize + this.#idLength + 2;
    const bytes = await this.#window.view(this.#at, fixed + 2 + 10 + longestPath + 1);
    const flags = ((bytes[fixed - 2] ?? 0) << 8) | (bytes[fixed - 1] ?? 0);
    const start = fixed + (flags & isExtended ? 2 : 0);
    const shared = this.#isPacked ? this.#shared(bytes, start) : { kept: 0, next: start };
    const end = bytes.indexOf(0, shared.next);
    if (start > bytes.length || end < 0) throw this.#malformed("entry that is cut");
    const path = this.#path(shared.kept, bytes, span(shared.next, end));
    // All but packed entries are padded with one to eight NULs (gitformat-index).
    this.#at += this.#isPacked ? end + 1 : (end + 8) & ~7;
    this.#last = path;
    const [first = span(this.#at, this.#at), ...others] = path.spans;
    const spans = [first, ...others] as const;
    return {
      kind: "string",
      key: `entries[${number}]`,
      role: "name",
      spans,
      coding: plain,
      bytes: path.bytes,
    };
  }

  /** How many bytes of the path before stay: it says how many go. */
  #shared(bytes: Uint8Array, from: number): { readonly kept: number; readonly next: number } {
    let dropped = (bytes[from] ?? 0) & 0x7f;
    let at = from;
    while ((bytes[at++] ?? 0) >= 0x80) dropped = (dropped + 1) * 128 + ((bytes[at] ?? 0) & 0x7f);
    const kept = this.#last.bytes.length - dropped;
    if (kept < 0) throw this.#malformed("path that shares more than there is");
    return { kept, next: at };
  }

  #path(kept: number, bytes: Uint8Array, rest: Span): Path {
    if (kept + lengthOf(rest) > longestPath || this.#last.spans.length > mostPieces)
      throw this.#malformed("path that is too long");
    const spans: Span[] = [];
    let left = kept;
    for (const each of this.#last.spans) {
      const part = span(each.start, Math.min(each.end, each.start + left));
      if (lengthOf(part) > 0) spans.push(part);
      left -= lengthOf(part);
    }
    if (lengthOf(rest) > 0) spans.push(span(this.#at + rest.start, this.#at + rest.end));
    const own = bytes.subarray(rest.start, rest.end);
    return { spans, bytes: Buffer.concat([this.#last.bytes.subarray(0, kept), own]) };
  }

  /** Trees, conflicts, and, of the untracked files, the folder and the system that the index is of. */
  async *extensions(): AsyncGenerator<Region> {
    while (this.#at + 8 <= this.#end) {
      const head = await this.#window.view(this.#at, 8);
      const size = new DataView(head.buffer, head.byteOffset).getUint32(4);
      const start = this.#at + 8;
      if (start + size > this.#end) throw this.#malformed(`extension of ${size} bytes`);
      yield { kind: "stretch", as: "binary", span: span(start, start + size) };
      this.#at = start + size;
    }
    if (this.#at < this.#end)
      yield { kind: "dead", what: "after the last extension", span: span(this.#at, this.#end) };
  }

  #malformed(message: string): MalformedError {
    return new MalformedError("git-index", Math.min(this.#at, this.#blob.size), message);
  }
}
