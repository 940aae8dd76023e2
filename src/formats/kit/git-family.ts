import { LimitError } from "../../core/error.ts";
import type { Span } from "../../core/span.ts";
import { applyDelta, deltaSizes } from "./git-delta.ts";
import type { GitType } from "./git-entry.ts";

/** An object in a pack, and those that are kept as changes to it. */
export interface Entry {
  readonly span: Span;
  /** Where its zlib stream starts. */
  readonly data: number;
  /** Inflated, in bytes: of the object, or of the changes. */
  readonly size: number;
  /** Of changes not known before their base is. */
  type: GitType | undefined;
  /** Where the base starts, or its id as one character per byte; none where the object stands whole. */
  readonly base: number | string | undefined;
  /** Set once the base is known. */
  parent: Entry | undefined;
  /** As one character per byte, of objects that stand whole. */
  readonly id: string;
  readonly children: Entry[];
}

/** Larger objects are looked at only where they stand whole: git keeps what is large so by itself. */
export const largestHeld = 16 * 1024 * 1024;
/** What is remembered of a family while it is walked depth first. */
const roomHeld = 32 * 1024 * 1024;

interface Content {
  readonly bytes: Uint8Array;
  /** None where it was remembered. */
  readonly delta: Uint8Array | undefined;
}

/** The contents of objects that others are changes to. The least used ones are forgotten, and made anew. */
export class Family {
  readonly #held = new Map<Entry, Uint8Array>();
  #bytes = 0;
  readonly #inflate: (entry: Entry) => Promise<Uint8Array>;
  readonly #spend: (bytes: number) => void;

  /**
   * @param inflate Gives what an entry holds: an object, or changes.
   * @param spend Told how many bytes are about to be made; throws to stop.
   */
  constructor(inflate: (entry: Entry) => Promise<Uint8Array>, spend: (bytes: number) => void) {
    this.#inflate = inflate;
    this.#spend = spend;
  }

  /**
   * What an object holds of which all bases are known, and the changes that made
   * it of the one before it.
   *
   * @throws {MalformedError} Changes do not fit their base.
   * @throws {LimitError} It, or one of its bases, is larger than is held.
   */
  async content(entry: Entry): Promise<Content> {
    const chain: Entry[] = [];
    let at = entry;
    let bytes = this.#recall(at);
    while (!bytes && at.parent) {
      chain.push(at);
      at = at.parent;
      bytes = this.#recall(at);
    }
    bytes ??= this.#keep(at, await this.#inflate(at));
    let delta: Uint8Array | undefined;
    for (const each of chain.toReversed()) {
      delta = await this.#inflate(each);
      const { result } = deltaSizes(delta);
      if (result > largestHeld) throw new LimitError(`changes that make ${result} bytes`);
      this.#spend(result);
      bytes = this.#keep(each, applyDelta(bytes, delta));
    }
    return { bytes, delta };
  }

  #recall(entry: Entry): Uint8Array | undefined {
    const bytes = this.#held.get(entry);
    if (!bytes) return undefined;
    this.#held.delete(entry);
    this.#held.set(entry, bytes);
    return bytes;
  }

  #keep(entry: Entry, bytes: Uint8Array): Uint8Array {
    // Nobody asks for what nothing is made of.
    if (entry.children.length === 0 && entry.id === "") return bytes;
    this.#held.set(entry, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, { length }] of this.#held) {
      if (this.#bytes <= roomHeld || oldest === entry) break;
      this.#held.delete(oldest);
      this.#bytes -= length;
    }
    return bytes;
  }
}
