import { gapEnd, longestGap, mayStartGap, pieces } from "./gaps.ts";
import type { Place } from "./places.ts";

/** What a search found. */
export interface Search {
  /** At each start the longest needle, in the order of their starts; they may overlap. */
  readonly places: readonly Place[];
  /** Where needles may begin that end behind the bytes, in order. */
  readonly open: readonly Open[];
}

/** A needle may begin at `start`, and go on behind the end. */
export interface Open {
  readonly start: number;
  /** How many of its bytes were there. */
  readonly depth: number;
  /** Where another one, which it continues, surely ends; `start`, if there is none. */
  readonly known: number;
}

/** Needles are told apart by so many bytes first: none is shorter. */
export const gram = 4;
/** The filter has 2^20 bits: what fits a core's own cache. */
const filterShift = 12;
/** No needle holds a line feed. */
const noGram = 0x0a0a0a0a;

/** The needles in `sorted` from `low` to before `high`. */
interface Range {
  readonly low: number;
  readonly high: number;
}

/** Where a walk along needles starts, or goes on. */
interface Walk {
  readonly start: number;
  /** The byte that is looked at next, behind `depth` others. */
  readonly at: number;
  readonly depth: number;
  readonly range: Range;
}

/**
 * Finds many needles in one walk, whatever gaps are in them. A filter of their
 * first four bytes passes over most places; behind it the sorted needles serve
 * as a trie, in which each further byte narrows a range.
 */
export class Needles {
  readonly #names = new Map<string, string>();
  readonly #filter = new Int32Array(1 << (32 - filterShift - 5));
  #sorted: readonly string[] = [];
  #groups = new Map<number, Range>();
  #isReady = true;

  /** @param text Without gaps, one character per byte, at least `gram`. The first name of a needle is kept. */
  add(text: string, name: string): void {
    if (text.length < gram || this.#names.has(text)) return;
    this.#names.set(text, name);
    this.#isReady = false;
  }

  search(bytes: Uint8Array): Search {
    const found = { places: [], open: [] };
    if (this.#names.size === 0) return found;
    if (!this.#isReady) this.#prepare();
    const filter = this.#filter;
    let hash = noGram;
    /** Where the run without gaps starts, and from where on a gram stands before it. */
    let run = 0;
    let before = 0;
    const back = (end: number): number => (end - run >= gram ? end - gram : before);
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      const next = mayStartGap[byte] === 1 ? gapEnd(bytes, at) : at;
      if (next > at) {
        before = lastPlaces(bytes, back(at), at)[0] ?? before;
        if (next - at > longestGap) hash = noGram;
        run = next;
        at = next - 1;
        continue;
      }
      hash = (hash << 8) | byte;
      const bit = slot(hash);
      if ((((filter[bit >>> 5] as number) >>> (bit & 31)) & 1) === 0) continue;
      const range = this.#groups.get(hash);
      if (!range) continue;
      const [start = at] = lastPlaces(bytes, back(at + 1), at + 1);
      this.#walk(bytes, { start, at: at + 1, depth: gram, range }, found);
    }
    const range = { low: 0, high: this.#sorted.length };
    for (const start of lastPlaces(bytes, back(bytes.length), bytes.length).slice(1 - gram))
      this.#walk(bytes, { start, at: start, depth: 0, range }, found);
    return found;
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

  /** Follows the bytes as long as a needle goes on as they do. */
  #walk(
    bytes: Uint8Array,
    { start, at, depth, range }: Walk,
    found: { readonly places: Place[]; readonly open: Open[] },
  ): void {
    let { low, high } = range;
    let known: Place | undefined;
    let next = at;
    for (let length = depth; low < high; length++) {
      const first = this.#sorted[low] as string;
      if (first.length === length) {
        known = { start, end: next, name: this.#names.get(first) ?? "" };
        if (++low === high) break;
      }
      const gap = mayStartGap[bytes[next] ?? 0] === 1 ? gapEnd(bytes, next) - next : 0;
      if (gap > longestGap) break;
      next += gap;
      if (next === bytes.length) {
        found.open.push({ start, depth: length, known: known?.end ?? start });
        break;
      }
      const byte = bytes[next++] as number;
      low = this.#firstFrom({ low, high }, length, byte);
      high = this.#firstFrom({ low, high }, length, byte + 1);
    }
    if (known) found.places.push(known);
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

/** Of the bytes from `from` to `end` that are in no gap the places of the last that make a gram. */
function lastPlaces(bytes: Uint8Array, from: number, end: number): number[] {
  const places: number[] = [];
  for (const piece of pieces(bytes, { start: from, end }))
    for (let at = Math.max(piece.start, piece.end - gram); at < piece.end; at++) places.push(at);
  return places.slice(-gram);
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
