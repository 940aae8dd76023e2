import type { Place } from "./places.ts";

/** What a search found. */
export interface Search {
  /** At each start the longest needle, in the order of their starts; they may overlap. */
  readonly places: readonly Place[];
  /** Where needles may begin that end behind the bytes, in order. */
  readonly open: readonly Open[];
}

/** A needle may begin at `start`; another one, which it continues, surely stands from there to `known`. */
export interface Open {
  readonly start: number;
  readonly known: number;
}

/** Needles are told apart by so many bytes first: none is shorter. */
export const gram = 4;
/** The filter has 2^20 bits: what fits a core's own cache. */
const filterShift = 12;

/** The needles in `sorted` from `low` to before `high`. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Finds many needles in one walk. A filter of their first four bytes passes
 * over most places; behind it the sorted needles serve as a trie, in which each
 * further byte narrows a range.
 */
export class Needles {
  readonly #names = new Map<string, string>();
  #sorted: readonly string[] = [];
  #filter = new Int32Array(1 << (32 - filterShift - 5));
  #groups = new Map<number, Range>();
  #isReady = true;

  get size(): number {
    return this.#names.size;
  }

  /** @param text One character per byte, at least `gram`. The first name of a needle is kept. */
  add(text: string, name: string): void {
    if (text.length < gram || this.#names.has(text)) return;
    this.#names.set(text, name);
    this.#isReady = false;
  }

  search(bytes: Uint8Array): Search {
    if (this.size === 0) return { places: [], open: [] };
    if (!this.#isReady) this.#prepare();
    const places: Place[] = [];
    const open: Open[] = [];
    const filter = this.#filter;
    const last = bytes.length - gram;
    let hash = (((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) >>> 0;
    for (let start = 0; start <= last; start++) {
      hash = (hash << 8) | (bytes[start + gram - 1] as number);
      const bit = slot(hash);
      if (((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) {
        const group = this.#groups.get(hash);
        if (group) this.#walk(bytes, start, { range: group, depth: gram }, { places, open });
      }
    }
    const all = { low: 0, high: this.#sorted.length };
    for (let start = Math.max(0, last + 1); start < bytes.length; start++)
      this.#walk(bytes, start, { range: all, depth: 0 }, { places, open });
    return { places, open };
  }

  #prepare(): void {
    this.#sorted = [...this.#names.keys()].sort(byUnits);
    this.#filter.fill(0);
    this.#groups = new Map();
    for (const [index, text] of this.#sorted.entries()) {
      const hash = gramOf(text);
      const low = this.#groups.get(hash)?.low ?? index;
      this.#groups.set(hash, { low, high: index + 1 });
      const bit = slot(hash);
      this.#filter[bit >>> 5] = (this.#filter[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
    this.#isReady = true;
  }

  /** Follows the bytes from `start` as long as a needle goes on as they do. */
  // eslint-disable-next-line max-params -- where, how far it came, and where to put it
  #walk(
    bytes: Uint8Array,
    start: number,
    { range, depth }: { readonly range: Range; readonly depth: number },
    found: { readonly places: Place[]; readonly open: Open[] },
  ): void {
    let { low, high } = range;
    let known: string | undefined;
    let at = start + depth;
    for (; low < high; at++) {
      const first = this.#sorted[low] as string;
      if (first.length === at - start) {
        known = first;
        low++;
      }
      if (at === bytes.length) break;
      const byte = bytes[at] as number;
      low = this.#firstFrom({ low, high }, at - start, byte);
      high = this.#firstFrom({ low, high }, at - start, byte + 1);
    }
    if (low < high) found.open.push({ start, known: start + (known?.length ?? 0) });
    if (known === undefined) return;
    found.places.push({
      start,
      end: start + known.length,
      name: this.#names.get(known) ?? "",
    });
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

/** The first bytes of a needle as a number, as the search rolls them. */
const gramOf = (text: string): number =>
  (text.charCodeAt(0) << 24) |
  (text.charCodeAt(1) << 16) |
  (text.charCodeAt(2) << 8) |
  text.charCodeAt(3);

/** The bit of four bytes in the filter: multiplied by the golden ratio, the upper bits are well mixed. */
const slot = (hash: number): number => Math.imul(hash, 0x9e37_79b1) >>> filterShift;

const byUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
