/** The range coder as `RangeDecoder` reads it: bits, each under a model of how likely it is. */
export class RangeEncoder {
  readonly #bytes: number[] = [];
  /** Range and low: in an array, as V8 boxes fields of 32 bits. */
  readonly #numbers = Uint32Array.of(0xffff_ffff, 0);
  /** What `low` has above its 32 bits. */
  #carry = 0;
  /** A byte that a carry may still change, and how many of 255 follow it, itself counted. */
  #held = 0;
  #waiting = 1;

  /** What was written so far, but for a few bytes that wait. */
  get length(): number {
    return this.#bytes.length;
  }

  /** Takes out what was written so far. */
  take(): Uint8Array {
    return Uint8Array.from(this.#bytes.splice(0));
  }

  /** Writes all that waits; nothing can be added after. */
  finish(): Uint8Array {
    for (let each = 0; each < 5; each++) this.#shift();
    return this.take();
  }

  bit(probabilities: Uint16Array, index: number, bit: number): void {
    const likely = probabilities[index] as number;
    const numbers = this.#numbers;
    const range = numbers[0] as number;
    const bound = (range >>> 11) * likely;
    if (bit === 0) {
      numbers[0] = bound;
      probabilities[index] = likely + ((2048 - likely) >>> 5);
    } else {
      numbers[0] = range - bound;
      this.#add(bound);
      probabilities[index] = likely - (likely >>> 5);
    }
    if (numbers[0] < 0x100_0000) this.#normalize();
  }

  /** Bits that are as likely as not, the highest first. */
  direct(value: number, count: number): void {
    for (let each = count - 1; each >= 0; each--) {
      const half = (this.#numbers[0] as number) >>> 1;
      this.#numbers[0] = half;
      if ((value >>> each) & 1) this.#add(half);
      if (half < 0x100_0000) this.#normalize();
    }
  }

  /** A number of `width` bits, the highest first; the bits before choose each bit's model. */
  tree(probabilities: Uint16Array, base: number, width: number, value: number): void {
    let node = 1;
    for (let each = width - 1; each >= 0; each--) {
      const bit = (value >>> each) & 1;
      this.bit(probabilities, base + node, bit);
      node = (node << 1) | bit;
    }
  }

  /** The same, the lowest bit first. */
  reverseTree(probabilities: Uint16Array, base: number, width: number, value: number): void {
    let node = 1;
    for (let each = 0; each < width; each++) {
      const bit = (value >>> each) & 1;
      this.bit(probabilities, base + node, bit);
      node = (node << 1) | bit;
    }
  }

  #add(bound: number): void {
    const low = (this.#numbers[1] as number) + bound;
    this.#numbers[1] = low;
    if (low > 0xffff_ffff) this.#carry = 1;
  }

  #normalize(): void {
    this.#numbers[0] = (this.#numbers[0] as number) << 8;
    this.#shift();
  }

  /** Moves the highest byte of `low` out, once no carry can reach it. */
  #shift(): void {
    const low = this.#numbers[1] as number;
    if (low < 0xff00_0000 || this.#carry === 1) {
      for (; this.#waiting > 0; this.#waiting--) {
        this.#bytes.push((this.#held + this.#carry) & 0xff);
        this.#held = 0xff;
      }
      this.#held = low >>> 24;
      this.#carry = 0;
    }
    this.#waiting++;
    this.#numbers[1] = low << 8;
  }
}
