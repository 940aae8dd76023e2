import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

/** A flatbuffer in memory. */
export interface FlatBuffer {
  readonly bytes: Uint8Array;
  /** Where it stands in its blob. */
  readonly base: number;
  /** The id that errors name. */
  readonly format: string;
  /** Where the texts stand that were asked for, from the start of the buffer. */
  readonly texts: Span[];
}

/** A string where it stands. */
export interface FlatText {
  readonly at: Span;
  readonly bytes: Uint8Array;
}

/**
 * One table of a flatbuffer (https://flatbuffers.dev/internals). Fields are asked for by their
 * number in the schema; one that is left out has its default. Every offset is held
 * against the buffer before it is followed.
 */
export class FlatTable {
  readonly #buffer: FlatBuffer;
  readonly #view: DataView;
  readonly #at: number;

  private constructor(buffer: FlatBuffer, at: number) {
    const { bytes } = buffer;
    this.#buffer = buffer;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#at = at;
  }

  /** The table that the buffer starts from. */
  static root(buffer: FlatBuffer): FlatTable {
    const start = new FlatTable(buffer, 0);
    return new FlatTable(buffer, start.#followed(0));
  }

  byte(field: number, otherwise = 0): number {
    const at = this.#field(field, 1);
    return at === undefined ? otherwise : this.#view.getUint8(at);
  }

  short(field: number, otherwise = 0): number {
    const at = this.#field(field, 2);
    return at === undefined ? otherwise : this.#view.getInt16(at, true);
  }

  /** Inexact past 2^53. */
  long(field: number, otherwise = 0): number {
    const at = this.#field(field, 8);
    return at === undefined ? otherwise : Number(this.#view.getBigInt64(at, true));
  }

  table(field: number): FlatTable | undefined {
    const at = this.#field(field, 4);
    return at === undefined ? undefined : new FlatTable(this.#buffer, this.#followed(at));
  }

  text(field: number): FlatText | undefined {
    const items = this.#vector(field, 1);
    if (!items) return undefined;
    const end = items.at + items.count;
    const { base, bytes, texts } = this.#buffer;
    texts.push(span(items.at, end));
    return { at: span(base + items.at, base + end), bytes: bytes.subarray(items.at, end) };
  }

  tables(field: number): FlatTable[] {
    const { at, count } = this.#vector(field, 4) ?? nothing;
    return Array.from(
      { length: count },
      (_, index) => new FlatTable(this.#buffer, this.#followed(at + index * 4)),
    );
  }

  /** A vector of structs that are nothing but so many i64 each. */
  longs(field: number, each: number): number[][] {
    const { at, count } = this.#vector(field, each * 8) ?? nothing;
    return Array.from({ length: count }, (_, index) =>
      Array.from({ length: each }, (_, number) =>
        Number(this.#view.getBigInt64(at + (index * each + number) * 8, true)),
      ),
    );
  }

  #vector(
    field: number,
    width: number,
  ): { readonly at: number; readonly count: number } | undefined {
    const here = this.#field(field, 4);
    if (here === undefined) return undefined;
    const at = this.#followed(here);
    const count = this.#u32(at);
    if (count * width > this.#view.byteLength - at - 4)
      throw this.#malformed(at, `vector of ${count} items`);
    return { at: at + 4, count };
  }

  /** Where a field stands; undefined where it is left out. */
  #field(field: number, width: number): number | undefined {
    this.#check(this.#at, 4);
    const table = this.#at - this.#view.getInt32(this.#at, true);
    this.#check(table, 4);
    const at = 4 + field * 2;
    if (at + 2 > this.#view.getUint16(table, true)) return undefined;
    this.#check(table + at, 2);
    const offset = this.#view.getUint16(table + at, true);
    if (offset === 0) return undefined;
    this.#check(this.#at + offset, width);
    return this.#at + offset;
  }

  #followed(at: number): number {
    const to = at + this.#u32(at);
    this.#check(to, 4);
    return to;
  }

  #u32(at: number): number {
    this.#check(at, 4);
    return this.#view.getUint32(at, true);
  }

  #check(at: number, width: number): void {
    if (!(at >= 0 && at + width <= this.#view.byteLength))
      throw this.#malformed(Math.max(0, at), "offset outside the metadata");
  }

  #malformed(at: number, message: string): MalformedError {
    return new MalformedError(this.#buffer.format, this.#buffer.base + at, message);
  }
}

const nothing = { at: 0, count: 0 };
