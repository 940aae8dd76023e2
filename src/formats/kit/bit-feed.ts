import type { Blob } from "../../core/blob.ts";
import type { MalformedError } from "../../core/error.ts";
import type { Span } from "../../core/span.ts";
import { Feed } from "./feed.ts";

/** Bits of a blob, the highest of each byte first. */
export class BitFeed {
  readonly #feed: Feed;
  #held = 0;
  #count = 0;

  constructor(blob: Blob, within: Span) {
    this.#feed = new Feed(blob, "bzip2", within);
  }

  /** Where the next byte stands that was not begun. */
  get offset(): number {
    return this.#feed.offset - (this.#count >> 3);
  }

  /** Brings `bytes` bytes to hand, or all that are left; past the end come zeros. */
  async fill(bytes: number): Promise<void> {
    if (!this.#feed.has(bytes)) await this.#feed.fill(bytes);
  }

  /** The next bits as a number; at most 24. */
  read(width: number): number {
    const bits = this.peek(width);
    this.#count -= width;
    return bits;
  }

  /** The same, and they stay. */
  peek(width: number): number {
    while (this.#count < width) {
      this.#held = (this.#held << 8) | (this.#feed.bytes[this.#feed.at++] ?? 0);
      this.#count += 8;
    }
    return (this.#held >>> (this.#count - width)) & ((1 << width) - 1);
  }

  /** Passes over bits that were peeked at. */
  drop(width: number): void {
    this.#count -= width;
  }

  /** The next 32 bits as a signed number. */
  read32(): number {
    return (this.read(16) << 16) | this.read(16);
  }

  /** Passes over what is left of a byte that was begun. */
  align(): void {
    this.#count -= this.#count & 7;
  }

  check(): void {
    this.#feed.check();
  }

  malformed(message: string): MalformedError {
    return this.#feed.malformed(message);
  }
}
