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

export interface Content {
  readonly bytes: Uint8Array;
  /** The changes that make it of its base. None where it stands whole, or was remembered. */
  readonly delta: Uint8Array | undefined;
}

/** How the objects of a pack hang together. */
interface Kinship<T> {
  /** What it is kept as changes to; none where it stands whole. */
  readonly baseOf: (object: T) => T | undefined;
  /** Whether others may be kept as changes to it. */
  readonly isBase: (object: T) => boolean;
  /** Gives what its entry holds: an object, or changes. */
  readonly inflate: (object: T) => Promise<Uint8Array>;
  /** Told how many bytes are about to be made; throws to stop. */
  readonly spend: (bytes: number) => void;
}

/** The contents of objects that others are changes to. The least used ones are forgotten, and made anew. */
export class Family<T> {
  readonly #held = new Map<T, Uint8Array>();
  #bytes = 0;
  readonly #kinship: Kinship<T>;

  constructor(kinship: Kinship<T>) {
    this.#kinship = kinship;
  }

  /**
   * What an object holds of which all bases are known, and the changes that made
   * it of the one before it.
   *
   * @throws {MalformedError} Changes do not fit their base.
   * @throws {LimitError} It, or one of its bases, is larger than is held.
   */
  async content(object: T): Promise<Content> {
    const { baseOf, inflate, spend } = this.#kinship;
    const chain: T[] = [];
    let at = object;
    let bytes = this.#recall(at);
    for (let base = baseOf(at); !bytes && base !== undefined; base = baseOf(at)) {
      chain.push(at);
      at = base;
      bytes = this.#recall(at);
    }
    bytes ??= this.#keep(at, await inflate(at));
    let delta: Uint8Array | undefined;
    for (const each of chain.toReversed()) {
      delta = await inflate(each);
      const { result } = deltaSizes(delta);
      if (result > largestHeld) throw new LimitError(`changes that make ${result} bytes`);
      spend(result);
      bytes = this.#keep(each, applyDelta(bytes, delta));
    }
    return { bytes, delta };
  }

  #recall(object: T): Uint8Array | undefined {
    const bytes = this.#held.get(object);
    if (!bytes) return undefined;
    this.#held.delete(object);
    this.#held.set(object, bytes);
    return bytes;
  }

  #keep(object: T, bytes: Uint8Array): Uint8Array {
    if (!this.#kinship.isBase(object)) return bytes;
    this.#held.set(object, bytes);
    this.#bytes += bytes.length;
    for (const [oldest, { length }] of this.#held) {
      if (this.#bytes <= roomHeld || oldest === object) break;
      this.#held.delete(oldest);
      this.#bytes -= length;
    }
    return bytes;
  }
}
