import { firstDirectSlot, firstSlotWithModel, type LengthModels, Models } from "./lzma-models.ts";
import { MatchFinder } from "./match-finder.ts";
import type { RangeEncoder } from "./range-encoder.ts";

const properties = { lc: 3, lp: 0, pb: 2 } as const;

/** The first byte of the properties that say so. */
export const propertiesByte = (properties.pb * 5 + properties.lp) * 9 + properties.lc;

/** How far back a match may reach, in bytes. */
export const dictionarySize = 1 << 20;

const endDistance = 0xffff_ffff;

/**
 * Encodes LZMA as the LZMA specification of the SDK has it, in the simplest way:
 * the first match that is found is taken, and distances are never repeated. It
 * knows no container: whoever calls gives it a range coder.
 */
export class LzmaEncoder {
  readonly #finder = new MatchFinder(dictionarySize);
  #models = new Models(properties);
  #state = 0;
  /** The distance of the last match, less one. */
  #distance = 0;
  /** How many bytes came before, of which the contexts know the last bits. */
  #total = 0;

  /** Forgets all but what matches may reach back to. */
  reset(): void {
    this.#models = new Models(properties);
    this.#state = 0;
    this.#distance = 0;
  }

  encode(range: RangeEncoder, bytes: Uint8Array): void {
    const finder = this.#finder;
    finder.add(bytes);
    while (finder.left > 0) {
      const { length, distance } = finder.longest();
      if (length > 0) this.#match(range, length, distance - 1);
      else this.#literal(range);
      finder.skip(Math.max(1, length));
      this.#total += Math.max(1, length);
    }
  }

  /** Writes the mark by which the end is known where no size is. */
  end(range: RangeEncoder): void {
    this.#match(range, 2, endDistance);
  }

  get #position(): number {
    return this.#total & ((1 << properties.pb) - 1);
  }

  /** One byte. After a match, the byte that would have followed it is part of the context. */
  #literal(range: RangeEncoder): void {
    const finder = this.#finder;
    range.bit(this.#models.match, (this.#state << 4) | this.#position, 0);
    const before = this.#total === 0 ? 0 : finder.back(1);
    const base = 0x300 * (before >> (8 - properties.lc));
    const { literals } = this.#models;
    const byte = finder.back(0);
    let guessed = this.#state >= 7 ? finder.back(this.#distance + 1) : -1;
    let symbol = 1;
    for (let each = 7; each >= 0; each--) {
      const bit = (byte >> each) & 1;
      const guess = guessed < 0 ? -1 : (guessed >> each) & 1;
      range.bit(literals, base + (guess < 0 ? symbol : ((1 + guess) << 8) + symbol), bit);
      symbol = (symbol << 1) | bit;
      if (guess !== bit) guessed = -1;
    }
    this.#state = this.#state < 4 ? 0 : this.#state - (this.#state < 10 ? 3 : 6);
  }

  #match(range: RangeEncoder, length: number, distance: number): void {
    const position = this.#position;
    range.bit(this.#models.match, (this.#state << 4) | position, 1);
    range.bit(this.#models.rep, this.#state, 0);
    writeLength(range, this.#models.matchLengths, position, length - 2);
    this.#writeDistance(range, length, distance);
    this.#state = this.#state < 7 ? 7 : 10;
    this.#distance = distance;
  }

  #writeDistance(range: RangeEncoder, length: number, distance: number): void {
    const slot = slotOf(distance);
    range.tree(this.#models.slots, Math.min(length - 2, 3) << 6, 6, slot);
    if (slot < firstSlotWithModel) return;
    const bits = (slot >> 1) - 1;
    const high = ((2 | (slot & 1)) << bits) >>> 0;
    const rest = distance - high;
    if (slot < firstDirectSlot)
      return range.reverseTree(this.#models.distances, high - slot, bits, rest);
    range.direct(rest >>> 4, bits - 4);
    range.reverseTree(this.#models.aligns, 0, 4, rest & 15);
  }
}

/** The highest bit of a distance and the one below it, as one number. */
function slotOf(distance: number): number {
  if (distance < firstSlotWithModel) return distance;
  const highest = 31 - Math.clz32(distance);
  return highest * 2 + ((distance >>> (highest - 1)) & 1);
}

function writeLength(
  range: RangeEncoder,
  lengths: LengthModels,
  position: number,
  length: number,
): void {
  range.bit(lengths.choice, 0, length < 8 ? 0 : 1);
  if (length < 8) return range.tree(lengths.low, position << 3, 3, length);
  range.bit(lengths.choice, 1, length < 16 ? 0 : 1);
  if (length < 16) return range.tree(lengths.middle, position << 3, 3, length - 8);
  range.tree(lengths.high, 0, 8, length - 16);
}
