import type { Blob } from "../../core/blob.ts";
import { LimitError, MalformedError } from "../../core/error.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { firstAbove } from "../../core/spans.ts";
import {
  type EntryHeader,
  entryHeader,
  type GitType,
  inflateWhole,
  longestHeader,
  packedBound,
  Window,
} from "./git-entry.ts";
import { type Content, Family, largestHeld } from "./git-family.ts";
import { idLength } from "./git-hash.ts";
import { type Listed, numberAt, readPackIndex } from "./git-index-table.ts";
import { inflate } from "./inflate.ts";
import { headerSize, isPack, mostMade, mostObjects } from "./git-pack.ts";

/** Of objects that stand whole: the number of their base. */
const none = -1;

/** Deflate makes at most 1032 bytes of one: smaller entries hold nothing large. */
const leastPacked = Math.floor(largestHeld / 1032);
/** Larger entries hold nothing that is not. */
const mostPacked = packedBound(largestHeld) + longestHeader;

/** What the index and the headers of a pack tell of its objects. */
export interface Entries extends Listed {
  /** Where the last one ends. */
  readonly end: number;
  /** Of those that stand whole. */
  readonly types: readonly (GitType | undefined)[];
  /** The numbers of their bases; -1 of those that stand whole. */
  readonly bases: Int32Array;
}

/**
 * The objects of a pack by numbers, in the order in which they stand in it. With
 * the index of the pack nothing has to be inflated to know where an object starts,
 * what it is called and what it is kept as changes to. The names are believed, as
 * git believes them.
 */
export class PackTable {
  readonly #pack: Blob;
  readonly #entries: Entries;
  readonly #window: Window;
  /** Each object's first child, and the next child of its base. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #family: Family<number>;
  #made = 0;

  constructor(pack: Blob, entries: Entries) {
    this.#pack = pack;
    this.#entries = entries;
    this.#window = new Window(pack, entries.end);
    const { bases } = entries;
    this.#first = new Int32Array(bases.length).fill(none);
    this.#next = new Int32Array(bases.length).fill(none);
    for (let number = bases.length - 1; number >= 0; number--) {
      const base = bases[number] ?? none;
      if (base === none) continue;
      this.#next[number] = this.#first[base] ?? none;
      this.#first[base] = number;
    }
    this.#family = new Family({
      baseOf: (number) => (bases[number] === none ? undefined : bases[number]),
      isBase: (number) => this.#first[number] !== none,
      inflate: (number) => this.#inflated(number),
      spend: (bytes) => this.#spend(bytes),
    });
  }

  /** In hexadecimal. */
  idOf = (number: number): string => this.#entries.idOf(number).toString("hex");

  /** Its entry in the pack. */
  spanOf(number: number): Span {
    const { starts, end } = this.#entries;
    return span(starts[number] ?? 0, starts[number + 1] ?? end);
  }

  /** The objects that stand whole and start in a part of the pack, with what they are. */
  *roots({ start, end }: Span): Generator<{ readonly root: number; readonly type: GitType }> {
    const { starts, types } = this.#entries;
    for (let root = firstAbove(starts, start - 1); (starts[root] ?? end) < end; root++) {
      const type = types[root];
      if (type) yield { root, type };
    }
  }

  /** Those that are kept as changes to an object, the last one first. */
  childrenOf(number: number): number[] {
    const children: number[] = [];
    for (let at = this.#first[number] ?? none; at !== none; at = this.#next[at] ?? none)
      children.push(at);
    return children.reverse();
  }

  /**
   * What an object holds, and the changes that make it of its base.
   *
   * @throws {MalformedError} It is damaged, or its bases are.
   * @throws {LimitError} It, or one of its bases, is larger than is held.
   */
  content = async (number: number): Promise<Content> => this.#family.content(number);

  /** What is too large to be held, as a stream; none of other objects. */
  async large(number: number): Promise<AsyncIterable<Uint8Array> | undefined> {
    const at = this.spanOf(number);
    const isLarge = this.#entries.types[number] !== undefined && lengthOf(at) > leastPacked;
    if (!isLarge) return undefined;
    const head = await this.#pack.read(span(at.start, at.start + longestHeader));
    const { length, size } = this.#header(head, at.start);
    if (size <= largestHeld) return undefined;
    return inflate("zlib", this.#pack, span(at.start + length, at.end));
  }

  async #inflated(number: number): Promise<Uint8Array> {
    const at = this.spanOf(number);
    const isHeld = lengthOf(at) <= mostPacked;
    const entry = await this.#window.view(at.start, isHeld ? lengthOf(at) : longestHeader);
    const { length, size } = this.#header(entry, at.start);
    if (size > largestHeld || !isHeld)
      throw new LimitError(`changes to an object of ${size} bytes`);
    this.#spend(size);
    return inflateWhole(entry.subarray(length), size, at.start + length).bytes;
  }

  #header = (entry: Uint8Array, at: number): EntryHeader =>
    entryHeader(entry, at, idLength[this.#entries.hash]);

  #spend(bytes: number): void {
    this.#made += bytes;
    const most = mostMade.least + mostMade.ratio * this.#pack.size;
    if (this.#made > most) throw new LimitError(`a pack that makes more than ${most} bytes`);
  }
}

/** The entries of a pack; none where its index does not fit, or where it has changes to what it does not hold. */
export async function readPackEntries(pack: Blob, index: Blob): Promise<Entries | undefined> {
  try {
    const listed = await readPackIndex(index, pack);
    return listed && (await entriesOf(pack, listed));
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

async function entriesOf(pack: Blob, listed: Listed): Promise<Entries | undefined> {
  const { hash, starts } = listed;
  const end = pack.size - idLength[hash];
  const head = await pack.read(span(0, headerSize));
  const count = new DataView(head.buffer, head.byteOffset).getUint32(8);
  const isWhole = starts[0] === headerSize && (starts.at(-1) ?? end) < end;
  if (!isPack(head) || count !== starts.length || count > mostObjects || !isWhole) return undefined;
  const types: (GitType | undefined)[] = [];
  const bases = new Int32Array(count).fill(none);
  const window = new Window(pack, end);
  for (const [number, start] of starts.entries()) {
    const view = await window.view(start, longestHeader);
    const { base, type } = entryHeader(view, start, idLength[hash]);
    types.push(type);
    if (base === undefined) continue;
    const found =
      typeof base === "number"
        ? numberAt(starts, start - base)
        : listed.numberOf(Buffer.from(base, "latin1"));
    if (found === undefined) return undefined;
    bases[number] = found;
  }
  return bases.every((_, number) => endsIn(bases, number))
    ? { ...listed, end, types, bases }
    : undefined;
}

/** Git makes no longer chains of changes (`pack.depth`). */
const longestChain = 4096;

/** Whether what an object is kept as changes to, and so on, ends in one that stands whole. Of those that stand before it, that is known. */
function endsIn(bases: Int32Array, number: number): boolean {
  let at = number;
  for (let depth = 0; depth < longestChain; depth++) {
    const base = bases[at] ?? none;
    if (base < number) return true;
    at = base;
  }
  return false;
}
