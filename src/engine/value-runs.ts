import type { ValueRun } from "./pattern/value-run.ts";
import { wide } from "./windows.ts";

/** A `ValueRun` as it is looked for. */
export interface ValueBytes {
  /** 1 for each byte that a value can have. */
  readonly table: Uint8Array;
  readonly least: number;
  /** How far behind the start of a match they stand at least. */
  readonly from: number;
}

export function valueBytes({ bytes, least, from }: ValueRun): ValueBytes {
  const table = new Uint8Array(256);
  for (const [low, high] of bytes) table.fill(1, low, high + 1);
  return { table, least, from };
}

/**
 * Tells whether enough bytes of a value stand between a place and the end of its
 * line, or of the furthest window. Places are asked for in order, and no byte is
 * looked at twice: a line may be made of keywords.
 */
export class ValueRuns {
  readonly #bytes: Uint8Array;
  readonly #breaks: Uint8Array;
  readonly #value: ValueBytes;
  /** Where the search stopped: behind enough bytes in a row, at the end of a line, or of a window. */
  #stopped = 0;
  /** How many bytes of a value stand in a row before that. */
  #run = 0;

  /** @param breaks 1 for each byte that ends a line. */
  constructor(bytes: Uint8Array, breaks: Uint8Array, value: ValueBytes) {
    this.#bytes = bytes;
    this.#breaks = breaks;
    this.#value = value;
  }

  /** Whether a match that starts at `start`, which is not before the last one that was asked for, can have a value. */
  follow(start: number): boolean {
    const { table, least, from } = this.#value;
    const first = start + from;
    if (first > this.#stopped) this.#stopped = first;
    const end = Math.min(this.#bytes.length, start + wide.after);
    let at = this.#stopped;
    let run = Math.min(this.#run, at - first);
    for (; run < least && at < end; at++) {
      const byte = this.#bytes[at] as number;
      if (this.#breaks[byte] === 1) break;
      run = table[byte] === 1 ? run + 1 : 0;
    }
    this.#stopped = at;
    this.#run = run;
    return run >= least;
  }
}
