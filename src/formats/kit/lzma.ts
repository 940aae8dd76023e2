import type { Feed } from "./feed.ts";
import type { History } from "./history.ts";
import {
  firstDirectSlot,
  firstSlotWithModel,
  type LengthModels,
  type LzmaProperties,
  Models,
} from "./lzma-models.ts";
import { RangeDecoder } from "./range-decoder.ts";

/** Larger dictionaries are refused: else a header could demand any amount of memory. `xz -9` takes 64 MiB. */
export const largestDictionary = 128 * 1024 * 1024;

/** The most input that one symbol can take, in bytes. */
export const longestSymbol = 20;

/** Undefined when the byte is none that an encoder writes. */
export function lzmaProperties(byte: number): LzmaProperties | undefined {
  if (byte >= 9 * 5 * 5) return undefined;
  return { lc: byte % 9, lp: Math.floor(byte / 9) % 5, pb: Math.floor(byte / 45) };
}

/** How long a match is, less two. */
function readLength(range: RangeDecoder, lengths: LengthModels, position: number): number {
  if (range.bit(lengths.choice, 0) === 0) return range.tree(lengths.low, position << 3, 3);
  if (range.bit(lengths.choice, 1) === 0) return 8 + range.tree(lengths.middle, position << 3, 3);
  return 16 + range.tree(lengths.high, 0, 8);
}

/** Why `decode` came back: more input is needed, output waits, all of `until` is there, or the end mark was met. */
export type LzmaPause = "input" | "output" | "full" | "end";

/**
 * Decodes LZMA as the LZMA specification of the SDK has it. It knows neither
 * the header of `.lzma` files nor the chunks of LZMA2: they call `start` where
 * the range coder starts, and `decode` until they have what they want.
 */
export class LzmaDecoder {
  readonly #feed: Feed;
  readonly #history: History;
  readonly #range: RangeDecoder;
  #properties: LzmaProperties;
  #models: Models;
  #state = 0;
  /** The last four distances, less one. */
  #rep0 = 0;
  #rep1 = 0;
  #rep2 = 0;
  #rep3 = 0;

  constructor(feed: Feed, history: History, properties: LzmaProperties) {
    this.#feed = feed;
    this.#history = history;
    this.#range = new RangeDecoder(feed);
    this.#properties = properties;
    this.#models = new Models(properties);
  }

  /** Forgets all but the history. */
  reset(properties = this.#properties): void {
    this.#properties = properties;
    this.#models = new Models(properties);
    this.#state = 0;
    this.#rep0 = this.#rep1 = this.#rep2 = this.#rep3 = 0;
  }

  /** Starts the range coder, with five bytes at hand. */
  start(): void {
    if (!this.#range.start()) throw this.#feed.malformed("range coder does not start with zero");
  }

  /** Whether the range coder is left as a stream leaves it that is whole. */
  get isDone(): boolean {
    return this.#range.isDone;
  }

  /**
   * Decodes until `chunk` bytes wait in the history, its total is `until`, or
   * input for another symbol may be missing.
   *
   * @throws {MalformedError} A match reaches back too far, or over `until`.
   */
  decode(until: number, chunk: number): LzmaPause {
    const { total } = this.#history;
    const stop = Math.min(until, total + chunk - this.#history.pending);
    while (this.#history.total < stop) {
      if (!this.#feed.has(longestSymbol)) return "input";
      if (!this.#symbol(until)) return "end";
    }
    return this.#history.total === until ? "full" : "output";
  }

  /** Whether the next symbol is the end mark. Nothing can be decoded after it was asked. */
  ends(): boolean {
    return !this.#symbol(this.#history.total);
  }

  /** One literal or match. False: it was the end mark. */
  #symbol(until: number): boolean {
    const range = this.#range;
    const position = this.#history.total & ((1 << this.#properties.pb) - 1);
    const context = (this.#state << 4) | position;
    if (range.bit(this.#models.match, context) === 0) {
      this.#literal();
      return true;
    }
    let length = 1;
    if (range.bit(this.#models.rep, this.#state) === 0) {
      length = 2 + readLength(range, this.#models.matchLengths, position);
      this.#state = this.#state < 7 ? 7 : 10;
      this.#newDistance(length);
      if (this.#rep0 === 0xffff_ffff) return false;
    } else if (this.#oldDistance(context)) {
      length = 2 + readLength(range, this.#models.repLengths, position);
      this.#state = this.#state < 7 ? 8 : 11;
    } else this.#state = this.#state < 7 ? 9 : 11;
    if (!this.#history.reaches(this.#rep0 + 1) || this.#history.total + length > until)
      throw this.#feed.malformed("match outside the data");
    this.#history.copy(this.#rep0 + 1, length);
    return true;
  }

  /** One byte. After a match, the byte that would have followed it is part of the context. */
  #literal(): void {
    const { lc, lp } = this.#properties;
    const history = this.#history;
    const before = history.total === 0 ? 0 : history.back(1);
    const base = 0x300 * (((history.total & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
    const literals = this.#models.literals;
    let symbol = 1;
    if (this.#state >= 7) {
      let match = history.back(this.#rep0 + 1);
      do {
        const guess = (match >> 7) & 1;
        match <<= 1;
        const bit = this.#range.bit(literals, base + ((1 + guess) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (guess !== bit) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#range.bit(literals, base + symbol);
    history.put(symbol & 0xff);
    this.#state = this.#state < 4 ? 0 : this.#state - (this.#state < 10 ? 3 : 6);
  }

  #newDistance(length: number): void {
    this.#rep3 = this.#rep2;
    this.#rep2 = this.#rep1;
    this.#rep1 = this.#rep0;
    const range = this.#range;
    const slot = range.tree(this.#models.slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < firstSlotWithModel) {
      this.#rep0 = slot;
      return;
    }
    const bits = (slot >> 1) - 1;
    const high = ((2 | (slot & 1)) << bits) >>> 0;
    if (slot < firstDirectSlot)
      this.#rep0 = high + range.reverseTree(this.#models.distances, high - slot, bits);
    else
      this.#rep0 =
        high + range.direct(bits - 4) * 16 + range.reverseTree(this.#models.aligns, 0, 4);
  }

  /** Takes one of the last four distances to the front. False: only one byte is to be copied. */
  #oldDistance(context: number): boolean {
    const { rep0, rep0Long, rep1, rep2 } = this.#models;
    const range = this.#range;
    if (range.bit(rep0, this.#state) === 0) return range.bit(rep0Long, context) === 1;
    let distance = this.#rep1;
    if (range.bit(rep1, this.#state) === 1) {
      distance = this.#rep2;
      if (range.bit(rep2, this.#state) === 1) {
        distance = this.#rep3;
        this.#rep3 = this.#rep2;
      }
      this.#rep2 = this.#rep1;
    }
    this.#rep1 = this.#rep0;
    this.#rep0 = distance;
    return true;
  }
}
