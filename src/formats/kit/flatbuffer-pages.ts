import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

const pageSize = 2048;
/** 4 MiB: tables that belong together stand near each other. */
const mostPages = 2048;

/** A blob of which short parts are asked for here and there, and often the same again. */
export class Pages {
  readonly #blob: Blob;
  readonly #format: string;
  readonly #within: Span;
  readonly #pages = new Map<number, Uint8Array>();

  /** Offsets count from the start of `within`. @param format The id that errors name. */
  constructor(blob: Blob, format: string, within: Span) {
    this.#blob = blob;
    this.#format = format;
    this.#within = within;
  }

  get size(): number {
    return this.#within.end - this.#within.start;
  }

  /** Where a range lies in the blob. */
  place(at: number, size: number): Span {
    return span(this.#within.start + at, this.#within.start + at + size);
  }

  /** @throws {MalformedError} The range does not lie in the blob. */
  async view(at: number, size: number): Promise<DataView> {
    this.check(at, size);
    const index = Math.floor(at / pageSize);
    if (at + size > (index + 1) * pageSize) {
      const bytes = await this.#blob.read(this.place(at, size));
      return new DataView(bytes.buffer, bytes.byteOffset, size);
    }
    const page = this.#pages.get(index) ?? (await this.#load(index));
    return new DataView(page.buffer, page.byteOffset + at - index * pageSize, size);
  }

  async bytes(at: number, size: number): Promise<Uint8Array> {
    const view = await this.view(at, size);
    return new Uint8Array(view.buffer, view.byteOffset, size);
  }

  async u32(at: number): Promise<number> {
    return (await this.view(at, 4)).getUint32(0, true);
  }

  /** @throws {MalformedError} The range does not lie in the blob. */
  check(at: number, size: number): void {
    if (!(at >= 0 && size >= 0 && at + size <= this.size))
      throw this.malformed(at, `${size} bytes at ${at} of ${this.size}`);
  }

  malformed(at: number, message: string): MalformedError {
    return new MalformedError(this.#format, this.#within.start + Math.max(0, at), message);
  }

  async #load(index: number): Promise<Uint8Array> {
    if (this.#pages.size >= mostPages) this.#pages.clear();
    const start = index * pageSize;
    const page = await this.#blob.read(this.place(start, Math.min(pageSize, this.size - start)));
    this.#pages.set(index, page);
    return page;
  }
}
