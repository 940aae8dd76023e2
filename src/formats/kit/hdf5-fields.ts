import { MalformedError } from "../../core/error.ts";
import { cutOff } from "./cut-off.ts";

/** How wide the addresses and the lengths of a file are, in bytes, and where its addresses count from. */
export interface Widths {
  readonly offset: number;
  readonly length: number;
  readonly base: number;
}

/**
 * The fields of one structure, in order. All bytes are at hand; where they do
 * not reach, the structure is damaged.
 */
export class Fields {
  readonly bytes: Uint8Array;
  /** Where the bytes stand in the blob. */
  readonly start: number;
  readonly widths: Widths;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array, start: number, widths: Widths) {
    this.bytes = bytes;
    this.start = start;
    this.widths = widths;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Where the next field stands in the blob. */
  get at(): number {
    return this.start + this.#at;
  }

  get left(): number {
    return this.bytes.length - this.#at;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A little-endian number of up to 8 bytes; infinity where it is over 2^53. */
  uint(width: number): number {
    const from = this.#take(width);
    let value = 0;
    for (let each = width - 1; each >= 0; each--)
      value = value * 256 + (this.bytes[from + each] ?? 0);
    return value <= Number.MAX_SAFE_INTEGER ? value : Infinity;
  }

  /** @throws {MalformedError} The length is over 2^53. */
  length(): number {
    const value = this.uint(this.widths.length);
    if (value === Infinity) throw this.malformed("length without end");
    return value;
  }

  /** An address as an offset in the blob; undefined where it is the one that means none. */
  address(): number | undefined {
    const { offset, base } = this.widths;
    const from = this.#take(offset);
    const coded = this.bytes.subarray(from, from + offset);
    if (coded.every((byte) => byte === 0xff)) return undefined;
    return base + new Fields(coded, this.start + from, this.widths).uint(offset);
  }

  take(count: number): Uint8Array {
    const from = this.#take(count);
    return this.bytes.subarray(from, from + count);
  }

  /** The bytes up to the next zero, which is passed. */
  name(): Uint8Array {
    const end = this.bytes.indexOf(0, this.#at);
    if (end < 0) throw this.malformed("name without end");
    const text = this.take(end - this.#at);
    this.skip(1);
    return text;
  }

  /** The next fields, for `count` bytes, as a structure of their own; they are passed. */
  part(count: number): Fields {
    const { at } = this;
    return new Fields(this.take(count), at, this.widths);
  }

  /** The same fields, from the first on. */
  again(): Fields {
    return new Fields(this.bytes, this.start, this.widths);
  }

  skip(count: number): void {
    this.#take(count);
  }

  /** Goes on at the next multiple of 8 from `from`, where that is still within. */
  align(from: number): void {
    const past = (this.at - from) % 8;
    if (past > 0) this.skip(Math.min(8 - past, this.left));
  }

  malformed(message: string): MalformedError {
    return new MalformedError("hdf5", this.at, message);
  }

  #take(count: number): number {
    if (!(count >= 0 && count <= this.left))
      throw this.malformed(cutOff(`${count} bytes wanted`, this.left));
    const from = this.#at;
    this.#at += count;
    return from;
  }
}

/** How many bytes a number up to `most` takes. */
export function byteWidth(most: number): number {
  let width = 1;
  while (width < 8 && most >= 256 ** width) width++;
  return width;
}
