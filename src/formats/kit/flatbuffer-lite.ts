import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { bytesOf, glancer } from "./glance.ts";

/** A table of a flatbuffer: for each field where its value stands, undefined where it is not set. */
export interface FlatTable {
  field(index: number): number | undefined;
}

/** The items of a vector: how many there are, and where the first stands. */
export interface FlatVector {
  readonly count: number;
  readonly start: number;
}

/** Where fields stand is read of so many bytes of a vtable: no model has more than sixty fields. */
const longestTable = 128;
/** Features and their categories. Each text is held until the file is read. */
const mostTexts = 2_000_000;

/**
 * Follows the offsets of a flatbuffer (https://flatbuffers.dev/internals/) and
 * reads nothing else of it. It starts at 0 of the blob.
 */
export class FlatReader {
  readonly #blob: Blob;
  readonly #format: string;
  readonly #glance;
  #taken = 0;
  #texts = 0;

  constructor(blob: Blob, format: string) {
    this.#blob = blob;
    this.#format = format;
    this.#glance = glancer(blob);
  }

  /** The table that the offset at `at` leads to. */
  async table(at: number): Promise<FlatTable> {
    const start = await this.#target(at);
    const vtable = start - (await this.#view(start, 4)).getInt32(0, true);
    const size = Math.min((await this.#view(vtable, 4)).getUint16(0, true), longestTable);
    if (size < 4) throw this.#malformed(vtable, `vtable of ${size} bytes`);
    const offsets = new DataView(Uint8Array.from(bytesOf(await this.#view(vtable, size))).buffer);
    return {
      field: (index) => {
        const place = 4 + index * 2;
        const offset = place + 2 <= size ? offsets.getUint16(place, true) : 0;
        return offset === 0 ? undefined : start + offset;
      },
    };
  }

  /**
   * The vector that the offset at `at` leads to; empty where there is none.
   *
   * @param width Bytes of an item.
   */
  async vector(at: number | undefined, width: number): Promise<FlatVector> {
    if (at === undefined) return { count: 0, start: 0 };
    const target = await this.#target(at);
    const count = (await this.#view(target, 4)).getUint32(0, true);
    const start = target + 4;
    // Vectors share no bytes, so that all together are no longer than the file.
    this.#taken += count * width;
    if (start + count * width > this.#blob.size || this.#taken > this.#blob.size)
      throw this.#malformed(target, `${count} items of ${width} bytes`);
    return { count, start };
  }

  /** Where the string stands that the offset at `at` leads to. */
  async text(at: number | undefined): Promise<Span | undefined> {
    if (at === undefined) return undefined;
    const { count, start } = await this.vector(at, 1);
    return span(start, start + count);
  }

  /** A string as a region; none where it is not set or empty. */
  async *string(key: string, at: number | undefined): AsyncGenerator<Region> {
    if (this.#texts++ > mostTexts) throw this.#malformed(at ?? 0, `more than ${mostTexts} texts`);
    const there = await this.text(at);
    if (there && there.end > there.start)
      yield value(key, there, plain, await this.#blob.read(there));
  }

  async #target(at: number): Promise<number> {
    return at + (await this.#view(at, 4)).getUint32(0, true);
  }

  async #view(at: number, count: number): Promise<DataView> {
    const view = await this.#glance(at, count);
    if (!view) throw this.#malformed(at, `${count} bytes wanted behind the end`);
    return view;
  }

  #malformed(at: number, message: string): MalformedError {
    return new MalformedError(this.#format, at, message);
  }
}
