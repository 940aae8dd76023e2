import { firstAbove } from "../../core/spans.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const escape = 0x1b;
const space = 0x20;
const tab = 0x09;

/** Line ends and colours of more bytes than this end a value. */
const longestGap = 256;
/** ECMA-48 bounds no control sequence; those of colours are shorter. */
const longestSequence = 64;

/** A part of the joined bytes that nothing interrupts, by its place in what was joined. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Whether a line ends before it. */
  readonly startsLine: boolean;
}

/**
 * Takes out what may stand within a value although it is no part of it: the
 * control sequences of terminals (ECMA-48 §5.4), and line ends with the
 * indentation behind them.
 */
export class Joiner {
  readonly #takes: (raw: Uint8Array, at: number) => number;
  readonly #starts = new Uint8Array(256);
  #room = new Uint8Array(0);

  /** @param what `colours`: line ends stay. */
  constructor(what: "lines and colours" | "colours") {
    this.#takes = what === "colours" ? sequenceLength : gapLength;
    for (const byte of what === "colours" ? [escape] : [escape, lineFeed, carriageReturn])
      this.#starts[byte] = 1;
  }

  /** What is joined is valid until the next call. */
  join(raw: Uint8Array): Joined {
    if (this.#room.length < raw.length) this.#room = new Uint8Array(2 * raw.length);
    const bytes = this.#room;
    const starts = this.#starts;
    const runs = [0];
    const places = [0];
    let length = 0;
    for (let at = 0; at < raw.length;) {
      const byte = raw[at] as number;
      const taken = starts[byte] === 0 ? 0 : this.#takes(raw, at);
      if (taken === 0) {
        bytes[length++] = byte;
        at++;
        continue;
      }
      // Nothing that is looked for holds a line feed.
      if (taken > longestGap) bytes[length++] = lineFeed;
      at += taken;
      runs.push(length);
      places.push(at);
    }
    return new Joined(raw, bytes.subarray(0, length), { runs, places });
  }
}

/** How many bytes from `at` on stand between two parts of a value. */
function gapLength(raw: Uint8Array, at: number): number {
  let end = at;
  let isLineEnd = false;
  while (end < raw.length) {
    const byte = raw[end] as number;
    isLineEnd ||= byte === lineFeed || byte === carriageReturn;
    const width = byte === escape ? sequenceLength(raw, end) : Number(isLineEnd && isBlank(byte));
    if (width === 0) break;
    end += width;
  }
  return end - at;
}

const isBlank = (byte: number): boolean =>
  byte === lineFeed || byte === carriageReturn || byte === space || byte === tab;

/** How long the control sequence at `at` is: to the end, if it is cut there; 0 if it is none. */
function sequenceLength(raw: Uint8Array, at: number): number {
  const introducer = raw[at + 1];
  if (introducer === undefined) return 1;
  const isControl = introducer === 0x5b;
  if (!isControl && introducer !== 0x28 && introducer !== 0x29) return 0;
  const end = isControl ? parametersEnd(raw, at + 2) : at + 2;
  if (end >= raw.length) return raw.length - at;
  return isBetween(raw[end], isControl ? 0x40 : 0x30, 0x7e) ? end + 1 - at : 0;
}

function parametersEnd(raw: Uint8Array, at: number): number {
  let end = at;
  while (isBetween(raw[end], 0x20, 0x3f) && end - at < longestSequence) end++;
  return end;
}

const isBetween = (byte: number | undefined, low: number, high: number): boolean =>
  byte !== undefined && byte >= low && byte <= high;

/** Bytes without what interrupted them. */
export class Joined {
  readonly bytes: Uint8Array;
  readonly #raw: Uint8Array;
  /** Where each run starts, in `bytes`. */
  readonly #runs: readonly number[];
  /** Where it stood. */
  readonly #places: readonly number[];

  constructor(
    raw: Uint8Array,
    bytes: Uint8Array,
    { runs, places }: { readonly runs: readonly number[]; readonly places: readonly number[] },
  ) {
    this.#raw = raw;
    this.bytes = bytes;
    this.#runs = runs;
    this.#places = places;
  }

  /** Where a byte stood; for the end of the bytes, the end of what was joined. */
  placeOf(offset: number): number {
    if (offset >= this.bytes.length) return this.#raw.length;
    const run = firstAbove(this.#runs, offset) - 1;
    return (this.#places[run] ?? 0) + offset - (this.#runs[run] ?? 0);
  }

  /** The runs between two places. */
  *runs(start: number, end: number): Generator<Run> {
    for (let run = Math.max(0, firstAbove(this.#places, start) - 1); ; run++) {
      const from = this.#places[run];
      if (from === undefined || from >= end) return;
      const own = { start: Math.max(from, start), end: Math.min(this.#endOf(run), end) };
      if (own.start < own.end) yield { ...own, startsLine: from > start && this.#startsLine(run) };
    }
  }

  /** Where a run ended. */
  #endOf(run: number): number {
    const length = (this.#runs[run + 1] ?? this.bytes.length) - (this.#runs[run] ?? 0);
    return (this.#places[run] ?? 0) + length;
  }

  #startsLine(run: number): boolean {
    const gap = this.#raw.subarray(this.#endOf(run - 1), this.#places[run]);
    return gap.includes(lineFeed) || gap.includes(carriageReturn);
  }
}
