import type { Span } from "../core/span.ts";

/**
 * Turns offsets in bytes of UTF-8 into offsets in UTF-16 code units, which is
 * what editors count in. Quickest for offsets that ascend.
 */
export class CodeUnits {
  readonly #bytes: Uint8Array;
  #at = { byte: 0, unit: 0 };

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** A span of bytes as one of code units. */
  of({ start, end }: Span): Span {
    return { start: this.#unit(start), end: this.#unit(end) };
  }

  #unit(offset: number): number {
    let { byte, unit } = offset < this.#at.byte ? { byte: 0, unit: 0 } : this.#at;
    const end = Math.min(offset, this.#bytes.length);
    for (; byte < end; byte++) unit += unitsBegunBy(this.#bytes[byte] ?? 0);
    this.#at = { byte, unit };
    return unit;
  }
}

/** A character of four bytes is a pair of surrogates; bytes that go on with a character begin none. */
function unitsBegunBy(byte: number): number {
  if ((byte & 0xc0) === 0x80) return 0;
  return byte >= 0xf0 ? 2 : 1;
}
