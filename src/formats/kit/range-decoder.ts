import type { Feed } from "./feed.ts";

/** A model is the probability of a zero in 2048ths; all start in the middle. */
export const models = (count: number): Uint16Array => new Uint16Array(count).fill(1024);

/** Turns unsigned numbers of 32 bits into signed ones of the same order. */
const flip = -0x8000_0000;

/**
 * The range decoder: it turns input into bits, each under a model of how likely
 * it is. Its two numbers are kept as signed ones, which V8 does not box.
 */
export class RangeDecoder {
  readonly #feed: Feed;
  #range = 0;
  #code = 0;

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  /** Five bytes start the coder; the first is always zero. */
  start(): boolean {
    const feed = this.#feed;
    const zero = feed.bytes[feed.at++] === 0;
    this.#range = -1;
    this.#code = 0;
    for (let each = 0; each < 4; each++) this.#code = (this.#code << 8) | this.#next();
    return zero;
  }

  /** A whole stream leaves nothing in the coder. */
  get isDone(): boolean {
    return this.#code === 0;
  }

  bit(probabilities: Uint16Array, index: number): number {
    const likely = probabilities[index] as number;
    const bound = Math.imul(this.#range >>> 11, likely);
    let bit = 0;
    if ((this.#code ^ flip) < (bound ^ flip)) {
      this.#range = bound;
      probabilities[index] = likely + ((2048 - likely) >>> 5);
    } else {
      this.#range = (this.#range - bound) | 0;
      this.#code = (this.#code - bound) | 0;
      probabilities[index] = likely - (likely >>> 5);
      bit = 1;
    }
    if (this.#range >>> 24 === 0) this.#normalize();
    return bit;
  }

  /** Bits that are as likely as not, the highest first. */
  direct(count: number): number {
    let value = 0;
    for (let each = 0; each < count; each++) {
      this.#range >>>= 1;
      const bit = (this.#code ^ flip) >= (this.#range ^ flip) ? 1 : 0;
      if (bit) this.#code = (this.#code - this.#range) | 0;
      value = (value << 1) | bit;
      if (this.#range >>> 24 === 0) this.#normalize();
    }
    return value;
  }

  /** A number of `width` bits, the highest first; the bits before choose each bit's model. */
  tree(probabilities: Uint16Array, base: number, width: number): number {
    let node = 1;
    for (let each = 0; each < width; each++)
      node = (node << 1) | this.bit(probabilities, base + node);
    return node - (1 << width);
  }

  /** The same, the lowest bit first. */
  reverseTree(probabilities: Uint16Array, base: number, width: number): number {
    let node = 1;
    let value = 0;
    for (let each = 0; each < width; each++) {
      const bit = this.bit(probabilities, base + node);
      node = (node << 1) | bit;
      value |= bit << each;
    }
    return value;
  }

  #normalize(): void {
    this.#range <<= 8;
    this.#code = (this.#code << 8) | this.#next();
  }

  /** Past the end of the input come zeros; whoever owns the feed checks that. */
  #next(): number {
    return this.#feed.bytes[this.#feed.at++] ?? 0;
  }
}
