const prime1 = 0x9e37_79b1 | 0;
const prime2 = 0x85eb_ca77 | 0;
const prime3 = 0xc2b2_ae3d | 0;
const prime4 = 0x27d4_eb2f | 0;
const prime5 = 0x1656_67b1 | 0;

const stripe = 16;

/**
 * XXH32 with seed 0, over bytes that come in parts
 * (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md).
 */
export class Xxh32 {
  readonly #lanes = Int32Array.of(prime1 + prime2, prime2, 0, -prime1);
  /** The bytes that do not fill a stripe yet. */
  readonly #rest = new Uint8Array(stripe);
  #length = 0;

  add(bytes: Uint8Array): this {
    let at = 0;
    const held = this.#length % stripe;
    this.#length += bytes.length;
    if (held > 0) {
      at = Math.min(bytes.length, stripe - held);
      this.#rest.set(bytes.subarray(0, at), held);
      if (held + at === stripe) this.#mix(this.#rest, 0);
    }
    for (; at + stripe <= bytes.length; at += stripe) this.#mix(bytes, at);
    if (at < bytes.length) this.#rest.set(bytes.subarray(at));
    return this;
  }

  /** As an unsigned number. */
  get sum(): number {
    const [one = 0, two = 0, three = 0, four = 0] = this.#lanes;
    let sum =
      this.#length < stripe
        ? prime5
        : rotate(one, 1) + rotate(two, 7) + rotate(three, 12) + rotate(four, 18);
    sum = (sum + this.#length) | 0;
    const rest = this.#rest.subarray(0, this.#length % stripe);
    let at = 0;
    for (; at + 4 <= rest.length; at += 4)
      sum = Math.imul(rotate(sum + Math.imul(word(rest, at), prime3), 17), prime4);
    for (; at < rest.length; at++)
      sum = Math.imul(rotate(sum + Math.imul(rest[at] ?? 0, prime5), 11), prime1);
    sum = Math.imul(sum ^ (sum >>> 15), prime2);
    sum = Math.imul(sum ^ (sum >>> 13), prime3);
    return (sum ^ (sum >>> 16)) >>> 0;
  }

  #mix(bytes: Uint8Array, at: number): void {
    for (let lane = 0; lane < 4; lane++) {
      const sum = (this.#lanes[lane] as number) + Math.imul(word(bytes, at + lane * 4), prime2);
      this.#lanes[lane] = Math.imul(rotate(sum, 13), prime1);
    }
  }
}

/** XXH32 of bytes that are all at hand. */
export const xxh32 = (bytes: Uint8Array): number => new Xxh32().add(bytes).sum;

const rotate = (number: number, by: number): number => (number << by) | (number >>> (32 - by));

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) |
  ((bytes[at + 1] as number) << 8) |
  ((bytes[at + 2] as number) << 16) |
  ((bytes[at + 3] as number) << 24);
