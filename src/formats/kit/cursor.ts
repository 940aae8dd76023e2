import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { cutOff } from "./cut-off.ts";

/** What one refill reads at least: large enough to save calls, small beside a 1 MB budget. */
const window = 16 * 1024;

/**
 * Reads a blob forwards, in small windows. `need` makes sure that bytes are at
 * hand and is the only call that waits; the numbers after it are plain calls,
 * so that a parser of millions of small fields stays fast. `skip` reads nothing.
 */
export class Cursor {
  readonly #blob: Blob;
  readonly #format: string;
  #window: Uint8Array = new Uint8Array();
  #view = new DataView(this.#window.buffer);
  /** Offset of the window in the blob. */
  #base = 0;
  /** Where the cursor stands, in bytes from the start of the blob. */
  at: number;
  /** The cursor refuses to read at or after this offset. */
  readonly end: number;
  /** The order of the bytes of numbers. A format that knows both sets it. */
  littleEndian = true;

  /** @param format The id that errors name. */
  constructor(blob: Blob, format: string, within: Span = span(0, blob.size)) {
    this.#blob = blob;
    this.#format = format;
    this.at = within.start;
    this.end = within.end;
  }

  get left(): number {
    return this.end - this.at;
  }

  /**
   * Makes the next `count` bytes readable without waiting.
   *
   * @throws {MalformedError} Fewer bytes are left; nothing is read then.
   */
  async need(count: number): Promise<void> {
    if (!this.has(count)) await this.#fill(count);
  }

  /** Whether the next `count` bytes are at hand already. */
  has(count: number): boolean {
    return this.at >= this.#base && this.at + count <= this.#base + this.#window.length;
  }

  async #fill(count: number): Promise<void> {
    if (count > this.left) throw this.malformed(cutOff(`${count} bytes wanted`, this.left));
    const size = Math.min(this.left, Math.max(count, window));
    this.#window = await this.#blob.read(span(this.at, this.at + size));
    this.#view = new DataView(this.#window.buffer, this.#window.byteOffset, this.#window.length);
    this.#base = this.at;
  }

  /** The byte `ahead` of the cursor; the cursor stays. */
  peek(ahead = 0): number {
    return this.#view.getUint8(this.at + ahead - this.#base);
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), this.littleEndian);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), this.littleEndian);
  }

  /** @throws {MalformedError} The number is over 2^53: no length is. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#take(8), this.littleEndian);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw this.malformed(`a length or count of ${value}, more than any file has,`, 8);
    return Number(value);
  }

  /**
   * The next bytes, as a view that stays valid.
   *
   * @throws {RangeError} They were not made readable by `need`: a mistake in the parser.
   */
  bytes(count: number): Uint8Array {
    if (!this.has(count)) throw new RangeError(`${count} bytes at ${this.at} were not asked for`);
    const from = this.#take(count);
    return this.#window.subarray(from, from + count);
  }

  /** @throws {MalformedError} The blob ends before that. */
  skip(count: number): void {
    if (!(count >= 0 && count <= this.left))
      throw this.malformed(cutOff(`${count} bytes to skip`, this.left));
    this.at += count;
  }

  /** An error that names the byte before the cursor by `back`. */
  malformed(message: string, back = 0): MalformedError {
    return new MalformedError(this.#format, this.at - back, message);
  }

  #take(count: number): number {
    const from = this.at - this.#base;
    this.at += count;
    return from;
  }
}
