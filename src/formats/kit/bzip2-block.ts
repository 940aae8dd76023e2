import type { BitFeed } from "./bit-feed.ts";

/** Symbols that all come from one table. */
const groupSize = 50;
const longestCode = 20;
/** No table, and no group of symbols, takes more bytes than this when an encoder wrote it. */
const mostTableBytes = 1500;
const mostSelectorBytes = 25_000;
/** What is handed on at once, in bytes. */
const pieceSize = 64 * 1024;

/** Words up to this long are looked up at once. */
const fastBits = 10;

/** A canonical Huffman code: by length, the last word, and where the symbols of that length are. */
interface Code {
  /** For each way in which the next bits can go: symbol times 16, plus the length; 0 if the word is longer. */
  readonly fast: Uint16Array;
  readonly limits: Int32Array;
  readonly bases: Int32Array;
  readonly symbols: Uint16Array;
}

/**
 * Reads one block behind its mark and checksum, and undoes all but the first
 * step of the encoder, the runs.
 *
 * @param places Room for as many numbers as the block may have bytes; in use until the result was read.
 * @throws {MalformedError} The block is damaged.
 */
export async function readBlock(bits: BitFeed, places: Uint32Array): Promise<Iterable<Uint8Array>> {
  await bits.fill(mostSelectorBytes);
  if (bits.read(1) === 1)
    throw bits.malformed("randomised block, which no version since 0.9.5 writes");
  const origin = bits.read(24);
  const used = readUsed(bits);
  const tables = bits.read(3);
  if (tables < 2 || tables > 6 || used.length === 0) throw bits.malformed("no tables");
  const selectors = readSelectors(bits, tables);
  const codes: Code[] = [];
  for (let each = 0; each < tables; each++) {
    await bits.fill(mostTableBytes);
    codes.push(readCode(bits, used.length + 2));
  }
  const counts = new Uint32Array(256);
  const chosen = selectors.map((each) => codes[each] as Code);
  const length = await readSymbols(bits, chosen, new Symbols(bits, used, places, counts));
  bits.check();
  if (origin >= length) throw bits.malformed("block starts outside itself");
  link(places.subarray(0, length), counts);
  return walk(places, origin, length);
}

/** Which bytes occur: 16 bits say in which of 16 groups, then 16 bits for each of those. */
function readUsed(bits: BitFeed): Uint8Array {
  const groups = bits.read(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group++) {
    if (((groups >> (15 - group)) & 1) === 0) continue;
    const members = bits.read(16);
    for (let each = 0; each < 16; each++)
      if ((members >> (15 - each)) & 1) used.push(group * 16 + each);
  }
  return Uint8Array.from(used);
}

/** The table of each group, as its place in a list where the last one used comes to the front. */
function readSelectors(bits: BitFeed, tables: number): number[] {
  const order = Array.from({ length: tables }, (_, index) => index);
  const selectors: number[] = [];
  for (let left = bits.read(15); left > 0; left--) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= tables) throw bits.malformed("no such table");
    const [table = 0] = order.splice(place, 1);
    order.unshift(table);
    selectors.push(table);
  }
  return selectors;
}

/** The lengths of a code's words, each told by how it differs from the one before. */
function readCode(bits: BitFeed, count: number): Code {
  const lengths = new Uint8Array(count);
  let length = bits.read(5);
  for (let symbol = 0; symbol < count; symbol++) {
    for (;;) {
      if (length < 1 || length > longestCode) throw bits.malformed(`code of ${length} bits`);
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
    bits.check();
  }
  return codeOf(lengths);
}

function codeOf(lengths: Uint8Array): Code {
  const limits = new Int32Array(longestCode + 1);
  const bases = new Int32Array(longestCode + 1);
  const fast = new Uint16Array(1 << fastBits);
  const symbols = Uint16Array.from(lengths.keys()).sort(
    (one, other) => (lengths[one] ?? 0) - (lengths[other] ?? 0) || one - other,
  );
  let word = 0;
  let index = 0;
  for (let length = 1; length <= longestCode; length++) {
    bases[length] = word - index;
    for (; lengths[symbols[index] ?? -1] === length; index++, word++) {
      const shift = fastBits - length;
      if (shift >= 0)
        fast.fill((symbols[index] ?? 0) * 16 + length, word << shift, (word + 1) << shift);
    }
    limits[length] = word - 1;
    word <<= 1;
  }
  return { fast, limits, bases, symbols };
}

/** Reads symbols until the one that ends the block; returns how many bytes they stand for. */
async function readSymbols(
  bits: BitFeed,
  chosen: readonly Code[],
  symbols: Symbols,
): Promise<number> {
  for (const code of chosen) {
    await bits.fill((groupSize * longestCode) / 8);
    for (let each = 0; each < groupSize; each++)
      if (!symbols.add(readSymbol(bits, code))) return symbols.length;
  }
  throw bits.malformed("block without end");
}

function readSymbol(bits: BitFeed, { fast, limits, bases, symbols }: Code): number {
  const entry = fast[bits.peek(fastBits)] as number;
  if (entry > 0) {
    bits.drop(entry & 15);
    return entry >> 4;
  }
  let word = bits.read(fastBits);
  for (let length = fastBits + 1; length <= longestCode; length++) {
    word = (word << 1) | bits.read(1);
    if (word <= (limits[length] as number)) return symbols[word - (bases[length] as number)] ?? 0;
  }
  throw bits.malformed("no such code");
}

/** Turns symbols into bytes: runs of the first byte in the list, or the place of another, which moves to the front. */
class Symbols {
  readonly #bits: BitFeed;
  readonly #order: Uint8Array;
  readonly #places: Uint32Array;
  readonly #counts: Uint32Array;
  #run = 0;
  #weight = 1;
  length = 0;

  constructor(bits: BitFeed, used: Uint8Array, places: Uint32Array, counts: Uint32Array) {
    this.#bits = bits;
    this.#order = used;
    this.#places = places;
    this.#counts = counts;
  }

  /** False: the symbol was the last one. */
  add(symbol: number): boolean {
    if (symbol < 2) {
      this.#run += this.#weight << symbol;
      this.#weight *= 2;
      if (this.#run > this.#places.length) throw this.#bits.malformed("run longer than the block");
      return true;
    }
    if (this.#run > 0) this.#put(this.#order[0] ?? 0, this.#run);
    this.#run = 0;
    this.#weight = 1;
    if (symbol > this.#order.length) return false;
    const byte = this.#order[symbol - 1] ?? 0;
    this.#order.copyWithin(1, 0, symbol - 1);
    this.#order[0] = byte;
    this.#put(byte, 1);
    return true;
  }

  #put(byte: number, count: number): void {
    const end = this.length + count;
    if (end > this.#places.length) throw this.#bits.malformed("block longer than its size");
    this.#places.fill(byte, this.length, end);
    this.#counts[byte] = (this.#counts[byte] ?? 0) + count;
    this.length = end;
  }
}

/** Undoes the Burrows-Wheeler transform: each place keeps its byte and gets, above it, where the next is. */
function link(places: Uint32Array, counts: Uint32Array): void {
  let sum = 0;
  const starts = counts.map((count) => (sum += count) - count);
  for (let at = 0; at < places.length; at++) {
    const byte = (places[at] as number) & 0xff;
    const to = starts[byte] as number;
    starts[byte] = to + 1;
    places[to] = ((places[to] as number) | (at << 8)) >>> 0;
  }
}

function* walk(places: Uint32Array, origin: number, length: number): Generator<Uint8Array> {
  let place = (places[origin] as number) >>> 8;
  for (let left = length; left > 0;) {
    const piece = new Uint8Array(Math.min(left, pieceSize));
    for (let at = 0; at < piece.length; at++) {
      const entry = places[place] as number;
      piece[at] = entry & 0xff;
      place = entry >>> 8;
    }
    left -= piece.length;
    yield piece;
  }
}
