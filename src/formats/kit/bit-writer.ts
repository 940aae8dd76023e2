/** Bits, the highest first, as bytes. */
export class BitWriter {
  #bytes: number[] = [];
  #held = 0;
  #count = 0;

  /** @param width At most 24. */
  write(value: number, width: number): void {
    this.#held = (this.#held << width) | value;
    this.#count += width;
    for (; this.#count >= 8; this.#count -= 8)
      this.#bytes.push((this.#held >>> (this.#count - 8)) & 0xff);
    this.#held &= (1 << this.#count) - 1;
  }

  /** Takes out the bytes that are full. */
  take(): Uint8Array {
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    return bytes;
  }

  /** Takes out all, the last byte filled with zeros. */
  finish(): Uint8Array {
    this.write(0, -this.#count & 7);
    return this.take();
  }
}
