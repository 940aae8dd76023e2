import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

const pieceSize = 64 * 1024;

/**
 * Packed bytes for a decoder that takes them one by one. Its inner loop reads
 * `bytes[at++]` and waits for nothing; before it, `fill` sees to it that enough
 * is at hand. Past the end of the input the loop reads nothing at all, which
 * `check` notices afterwards.
 */
export class Feed {
  readonly #blob: Blob;
  readonly #format: string;
  readonly #end: number;
  /** Offset in the blob of the first byte that was not read yet. */
  #next: number;
  bytes: Uint8Array = new Uint8Array();
  /** Of the next byte, in `bytes`. */
  at = 0;

  /** @param format What errors name. */
  constructor(blob: Blob, format: string, within: Span) {
    this.#blob = blob;
    this.#format = format;
    this.#next = within.start;
    this.#end = within.end;
  }

  /** Where the next byte stands in the blob. */
  get offset(): number {
    return this.#next - this.bytes.length + this.at;
  }

  /** How many bytes of the input were not used yet. Negative once too many were. */
  get left(): number {
    return this.#end - this.offset;
  }

  /** Whether `count` bytes are at hand, or else all that are left. */
  has(count: number): boolean {
    return this.at + count <= this.bytes.length || this.#next === this.#end;
  }

  /** Brings `count` bytes to hand, or all that are left. */
  async fill(count: number): Promise<void> {
    this.check();
    while (!this.has(count)) {
      const from = this.#next;
      const to = Math.min(this.#end, from + Math.max(pieceSize, count));
      const piece = await this.#blob.read(span(from, to));
      const rest = this.bytes.subarray(this.at);
      const joined = new Uint8Array(rest.length + piece.length);
      joined.set(rest);
      joined.set(piece, rest.length);
      this.bytes = joined;
      this.at = 0;
      this.#next = to;
    }
  }

  /** The next `count` bytes as a view. @throws {MalformedError} Fewer are left. */
  async take(count: number): Promise<Uint8Array> {
    await this.fill(count);
    if (this.left < count) throw this.malformed("stream ends too soon");
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Passes over bytes, of which those that are not at hand are not read. @throws {MalformedError} Fewer are left. */
  skip(count: number): void {
    if (count > this.left) throw this.malformed("stream ends too soon");
    const rest = this.bytes.length - this.at;
    this.at += Math.min(rest, count);
    if (count <= rest) return;
    this.bytes = new Uint8Array();
    this.at = 0;
    this.#next += count - rest;
  }

  /** @throws {MalformedError} More bytes were used than there are. */
  check(): void {
    if (this.#isOver) throw this.malformed("stream ends too soon");
  }

  /** An error that names the byte that the decoder has come to. If that is past the end, the end is what is wrong. */
  malformed(message: string): MalformedError {
    const what = this.#isOver ? "stream ends too soon" : message;
    return new MalformedError(this.#format, Math.min(this.offset, this.#end), what);
  }

  get #isOver(): boolean {
    return this.at > this.bytes.length;
  }
}
