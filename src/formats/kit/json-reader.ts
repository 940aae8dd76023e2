import { json as jsonCoding } from "../../core/codings.ts";
import { MalformedError } from "../../core/error.ts";
import { asBuffer } from "./bytes.ts";
import { keyStep } from "./key-path.ts";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The bytes that JSON is built with stand for themselves, all others are 0. */
const kinds = new Uint8Array(256);
for (const byte of [quote, comma, colon, openBracket, closeBracket, openBrace, closeBrace])
  kinds[byte] = byte;

/** Deeper documents than this are made to exhaust readers; Python's own stops near 1000. */
const deepest = 1000;

/** Longer keys are cut in a path, in bytes. */
const longestKey = 256;

/** Longer paths are cut, in characters: they name a place, and each string has one. */
const longestPath = 4096;

/** From this many bytes on the end of a string is found by `indexOf`, which costs a call. */
const longString = 48;

/**
 * Walks JSON block by block and stops at each string, keys included. It holds
 * no part of the document but the keys of the levels that are open, and makes
 * no object for a string, so that documents of any size can be walked.
 *
 * Numbers and literals are passed over unchecked. Several documents may follow
 * one another.
 */
export class JsonReader {
  /** Where the last string stands in the blob, without its quotes. */
  start = 0;
  end = 0;
  escaped = false;
  /** Whether the last string is a key. */
  isName = false;
  /** How many documents were read to their end. */
  documents = 0;

  readonly #format: string;
  #block: Buffer = asBuffer(new Uint8Array());
  #base = 0;
  #at = 0;
  /** The first backslash that is not before the last string; the block's length when there is none. */
  #escape = 0;
  #afterColon = false;
  #depth = 0;
  readonly #isArray: boolean[] = [];
  readonly #index: number[] = [];
  /** The key of each level: a range of the block, or its text once the block was left. */
  readonly #keyStart: number[] = [];
  readonly #keyEnd: number[] = [];
  readonly #keyText: (string | undefined)[] = [];
  /** The path up to each level, of which the first `#built` are still right. */
  readonly #paths: string[] = [];
  #built = 0;
  #root = "";

  /** @param format The id that errors name. */
  constructor(format: string) {
    this.#format = format;
  }

  /** Takes the block that starts at `base`, which must be where `resume` says. */
  load(block: Uint8Array, base: number): void {
    for (let level = 0; level < this.#depth; level++) this.#keyText[level] = this.#keyOf(level);
    this.#block = asBuffer(block);
    this.#base = base;
    this.#at = 0;
    this.#escape = -1;
  }

  /** Where the next block has to start: at the string that this one cuts, or at its end. */
  get resume(): number {
    return this.#base + this.#at;
  }

  /** How many brackets are open. */
  get depth(): number {
    return this.#depth;
  }

  /**
   * Goes to the next string.
   *
   * @param limit Stops here too, in bytes of the blob, unless it stands in a string.
   * @returns `block`: the block holds no further string that is whole.
   * @throws {MalformedError} Brackets do not pair, or levels are too many.
   */
  next(limit = Infinity): "string" | "limit" | "block" {
    const block = this.#block;
    const stop = Math.min(block.length - 1, limit - this.#base);
    for (let at = this.#at; at < block.length; at++) {
      const kind = kinds[block[at] as number] as number;
      // Digits, spaces and literals are most of what stands outside of strings.
      if (kind === 0 && at <= stop) continue;
      if (kind === quote) {
        this.#at = at;
        return this.#string(at + 1) ? "string" : "block";
      }
      if (at > stop) {
        this.#at = at;
        return "limit";
      }
      this.#take(kind, at);
    }
    this.#at = block.length;
    return "block";
  }

  /** @throws {MalformedError} The last document, or a string in it, has no end. */
  finish(): void {
    if (this.#at < this.#block.length) throw this.#malformed(this.#at, "string without end");
    if (this.#depth > 0) throw this.#malformed(this.#at, "document without end");
  }

  /** The path of the last string, or of what stands at the limit. */
  path(root = "$"): string {
    if (root !== this.#root) this.#built = 0;
    this.#root = root;
    let path = this.#paths[this.#built - 1] ?? root;
    for (; this.#built < this.#depth; this.#built++) {
      if (path.length < longestPath) path += this.#step(this.#built);
      this.#paths[this.#built] = path;
    }
    return path;
  }

  /** Whether the walk stands in an array of the innermost level. */
  get inArray(): boolean {
    return this.#depth > 0 && this.#isArray[this.#depth - 1] === true;
  }

  #string(start: number): boolean {
    const end = this.#stringEnd(start);
    if (end < 0) return false;
    this.start = this.#base + start;
    this.end = this.#base + end;
    this.#at = end + 1;
    const top = this.#depth - 1;
    this.isName = top >= 0 && !this.#isArray[top] && !this.#afterColon;
    if (this.isName) {
      this.#keyStart[top] = start;
      this.#keyEnd[top] = Math.min(end, start + longestKey);
      this.#keyText[top] = undefined;
      this.#built = Math.min(this.#built, top);
    }
    return true;
  }

  /** The offset of the closing quote; -1 when the block ends before it. */
  #stringEnd(start: number): number {
    const block = this.#block;
    this.escaped = false;
    const soon = Math.min(start + longString, block.length);
    for (let at = start; at < soon; at++) {
      const byte = block[at];
      if (byte === quote) return at;
      if (byte === backslash) return this.#escapedEnd(at);
    }
    const end = block.indexOf(quote, soon);
    const escape = this.#nextEscape(soon);
    return escape < end || (end < 0 && escape < block.length) ? this.#escapedEnd(escape) : end;
  }

  /** The same for a string of which the first escape stands at `escape`. */
  #escapedEnd(escape: number): number {
    const block = this.#block;
    this.escaped = true;
    for (let at = escape; at < block.length; at++) {
      const byte = block[at];
      if (byte === quote) return at;
      if (byte === backslash) at++;
    }
    return -1;
  }

  #nextEscape(from: number): number {
    if (this.#escape < from) {
      const found = this.#block.indexOf(backslash, from);
      this.#escape = found < 0 ? this.#block.length : found;
    }
    return this.#escape;
  }

  #step(level: number): string {
    return this.#isArray[level] ? `[${this.#index[level]}]` : keyStep(this.#keyOf(level));
  }

  #take(kind: number, at: number): void {
    if (kind === comma) this.#separate();
    else if (kind === colon) this.#afterColon = true;
    else if (kind === openBrace || kind === openBracket) this.#open(at);
    else this.#close(at);
  }

  #separate(): void {
    this.#afterColon = false;
    const top = this.#depth - 1;
    if (top < 0 || !this.#isArray[top]) return;
    this.#index[top] = (this.#index[top] ?? 0) + 1;
    this.#built = Math.min(this.#built, top);
  }

  #open(at: number): void {
    if (this.#depth === deepest) throw this.#malformed(at, `more than ${deepest} levels`);
    this.#isArray[this.#depth] = this.#block[at] === openBracket;
    this.#index[this.#depth] = 0;
    this.#keyText[this.#depth] = "";
    this.#depth++;
    this.#afterColon = false;
  }

  #close(at: number): void {
    if (this.#depth === 0 || this.inArray !== (this.#block[at] === closeBracket))
      throw this.#malformed(at, "bracket without its pair");
    this.#depth--;
    this.#built = Math.min(this.#built, this.#depth);
    // What stands after a value in an object is a comma, which makes way for a key.
    this.#afterColon = true;
    if (this.#depth === 0) this.documents++;
  }

  #keyOf(level: number): string {
    const text = this.#keyText[level];
    if (text !== undefined) return text;
    const key = this.#block.toString("utf8", this.#keyStart[level], this.#keyEnd[level]);
    if (!key.includes("\\")) return key;
    const bytes = this.#block.subarray(this.#keyStart[level], this.#keyEnd[level]);
    return utf8.decode(jsonCoding.decode(bytes));
  }

  #malformed(at: number, message: string): MalformedError {
    return new MalformedError(this.#format, this.#base + at, message);
  }
}

const utf8 = new TextDecoder();
