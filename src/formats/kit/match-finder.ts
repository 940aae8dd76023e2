const shortest = 4;
const longest = 273;
const hashBits = 16;
/** How many places with the same start are tried. */
const mostTries = 8;

const noMatch = { length: 0, distance: 0 } as const;

/** Finds where bytes stood before: for encoders that replace what is repeated. */
export class MatchFinder {
  readonly #reach: number;
  readonly #bytes: Uint8Array;
  /** The last place of each hash, and for each place the one before it with the same hash. */
  readonly #last = new Int32Array(1 << hashBits).fill(-1);
  readonly #before: Int32Array;
  #length = 0;
  #at = 0;

  /** @param reach How far back matches may lie, in bytes; also the most that is added at once. */
  constructor(reach: number) {
    this.#reach = reach;
    this.#bytes = new Uint8Array(reach * 3);
    this.#before = new Int32Array(reach * 3);
  }

  /** How many bytes stand from here on. */
  get left(): number {
    return this.#length - this.#at;
  }

  add(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#slide();
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The byte that stands `distance` before this place. */
  back(distance: number): number {
    return this.#bytes[this.#at - distance] as number;
  }

  /** Goes on by `count` bytes, each of which can be found from then on. */
  skip(count: number): void {
    for (let each = 0; each < count; each++, this.#at++) {
      if (this.left < shortest) continue;
      const hash = this.#hash();
      this.#before[this.#at] = this.#last[hash] as number;
      this.#last[hash] = this.#at;
    }
  }

  /** The longest match for what stands here, of those that are tried; of no length where there is none. */
  longest(): { readonly length: number; readonly distance: number } {
    if (this.left < shortest) return noMatch;
    let best: { length: number; distance: number } = noMatch;
    let place = this.#last[this.#hash()] as number;
    for (let tries = 0; tries < mostTries && place >= 0; tries++) {
      const distance = this.#at - place;
      if (distance > this.#reach) break;
      const length = this.#lengthAt(place);
      if (length > best.length) best = { length, distance };
      place = this.#before[place] as number;
    }
    return best.length < shortest ? noMatch : best;
  }

  #lengthAt(place: number): number {
    const most = Math.min(longest, this.left);
    let length = 0;
    while (length < most && this.#bytes[place + length] === this.#bytes[this.#at + length])
      length++;
    return length;
  }

  /** Keeps what encoders may ask for, but finds nothing in it any more. */
  #slide(): void {
    const start = this.#at - this.#reach;
    this.#bytes.copyWithin(0, start, this.#length);
    this.#length -= start;
    this.#at -= start;
    this.#last.fill(-1);
  }

  #hash(): number {
    const bytes = this.#bytes;
    const at = this.#at;
    const word =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    return Math.imul(word, 0x9e37_79b1) >>> (32 - hashBits);
  }
}
