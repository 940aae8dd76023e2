import type { Place } from "./places.ts";

/** What a search found. */
export interface Search {
  /** At each start the longest needle; they may overlap. */
  readonly places: readonly Place[];
  /** Where needles may begin that end behind the bytes. */
  readonly open: readonly Open[];
}

/** The same, while it is being found. */
interface Found {
  readonly places: Place[];
  readonly open: Open[];
}

/** A needle may begin at `start`, and go on behind the end. */
export interface Open {
  readonly start: number;
  /** How many of its bytes were there. */
  readonly depth: number;
  /** Where another one, which it continues, surely ends; `start`, if there is none. */
  readonly known: number;
}

/** Needles are told apart by so many bytes first. */
const gram = 4;
/** Only every third gram is looked at, so a needle is known by each of its first three. */
const stride = 3;
/** No needle is shorter: one of its first three grams is looked at wherever it stands. */
export const shortestNeedle = gram + stride - 1;
/** The filter has 2^21 bits: what fits a core's own cache. */
const filterShift = 11;

/** The needles in `sorted` from `low` to before `high`. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** Where needles of a range are followed from: so many of their bytes are known to stand there. */
interface Walk {
  readonly start: number;
  readonly depth: number;
  readonly range: Range;
}

/**
 * Finds many needles in one walk. A filter of grams passes over most places;
 * behind it the sorted needles serve as a trie, in which each further byte
 * narrows a range.
 */
export class Needles {
  readonly #names = new Map<string, string>();
  readonly #filter = new Int32Array(1 << (32 - filterShift - 5));
  #sorted: readonly string[] = [];
  /** The needles that start with a gram. */
  #groups = new Map<number, Range>();
  /** Bit n: the gram stands in a needle at n. */
  #offsets = new Map<number, number>();
  #isReady = true;

  /** @param text One character per byte, at least `shortestNeedle`. The first name of a needle is kept. */
  add(text: string, name: string): void {
    if (text.length < shortestNeedle || this.#names.has(text)) return;
    this.#names.set(text, name);
    this.#isReady = false;
  }

  search(bytes: Uint8Array): Search {
    const found = { places: [], open: [] };
    if (this.#names.size === 0) return found;
    if (!this.#isReady) this.#prepare();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const filter = this.#filter;
    for (let at = 0; at + gram <= bytes.length; at += stride) {
      const value = view.getInt32(at, true);
      const bit = slot(value);
      if (((filter[bit >>> 5] as number) >>> (bit & 31)) & 1)
        this.#look(view, at, this.#offsets.get(value) ?? 0, found);
    }
    const all = { low: 0, high: this.#sorted.length };
    for (let at = Math.max(0, bytes.length - shortestNeedle + 1); at < bytes.length; at++)
      this.#walk(bytes, { start: at, depth: 0, range: all }, found);
    return found;
  }

  /** Follows the needles in which the gram at `at` stands at one of the offsets. */
  // eslint-disable-next-line max-params -- a place, and what is known of it
  #look(view: DataView, at: number, offsets: number, found: Found): void {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    for (let offset = 0; offset < stride; offset++) {
      const start = at - offset;
      if (((offsets >>> offset) & 1) === 0 || start < 0) continue;
      if (start + shortestNeedle > bytes.length) continue;
      const range = this.#groups.get(view.getInt32(start, true));
      if (range) this.#walk(bytes, { start, depth: gram, range }, found);
    }
  }

  #prepare(): void {
    this.#sorted = [...this.#names.keys()].sort(byUnits);
    this.#groups = new Map();
    this.#offsets = new Map();
    for (const [index, text] of this.#sorted.entries()) {
      const low = this.#groups.get(gramAt(text, 0))?.low ?? index;
      this.#groups.set(gramAt(text, 0), { low, high: index + 1 });
      for (let offset = 0; offset < stride; offset++) {
        const value = gramAt(text, offset);
        const bit = slot(value);
        this.#offsets.set(value, (this.#offsets.get(value) ?? 0) | (1 << offset));
        this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
      }
    }
    this.#isReady = true;
  }

  /** Follows the bytes as long as a needle goes on as they do. */
  #walk(bytes: Uint8Array, { start, depth, range }: Walk, found: Found): void {
    let { low, high } = range;
    let known: string | undefined;
    for (let length = depth; low < high; length++) {
      const first = this.#sorted[low] as string;
      if (first.length === length) {
        known = first;
        if (++low === high) break;
      }
      const byte = bytes[start + length];
      if (byte === undefined) {
        found.open.push({ start, depth: length, known: start + (known?.length ?? 0) });
        break;
      }
      low = this.#firstFrom({ low, high }, length, byte);
      high = this.#firstFrom({ low, high }, length, byte + 1);
    }
    if (known === undefined) return;
    const name = this.#names.get(known) ?? "";
    found.places.push({ start, end: start + known.length, name });
  }

  /** The first needle of a range of which the byte at `depth` is not less than `least`. */
  #firstFrom({ low, high }: Range, depth: number, least: number): number {
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#sorted[middle] as string).charCodeAt(depth) < least) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** A gram of a needle as a number, as the search reads them. */
const gramAt = (text: string, at: number): number =>
  text.charCodeAt(at) |
  (text.charCodeAt(at + 1) << 8) |
  (text.charCodeAt(at + 2) << 16) |
  (text.charCodeAt(at + 3) << 24);

/** The bit of a gram in the filter: multiplied by the golden ratio, the upper bits are well mixed. */
const slot = (value: number): number => Math.imul(value, 0x9e37_79b1) >>> filterShift;

const byUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
