import { latin1 } from "./latin1.ts";

/** For each decoded byte, the bytes that spell it: `[starts[i], ends[i])` in the coded bytes. */
export interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * How the bytes of a string spell its text. The engine looks only at UTF-8, so
 * a coding turns bytes into UTF-8, and, for the few strings in which something
 * was found, says where each byte of that came from.
 */
export interface Coding {
  readonly id: string;
  /** The text as UTF-8. What cannot be decoded is kept as it stands, never dropped silently. */
  decode(coded: Uint8Array): Uint8Array;
  places(coded: Uint8Array): Places;
}

/** Bytes that are text as they stand: ASCII, UTF-8, and the 8-bit code pages. */
export const plain: Coding = {
  id: "plain",
  decode: (coded) => coded,
  places: (coded) => {
    const starts = Uint32Array.from(coded, (_, at) => at);
    return { starts, ends: starts.map((at) => at + 1) };
  },
};

/**
 * Reads the unit of text that starts at `at`: how many coded bytes it takes
 * (at least one), and the code point that it spells. -1 spells nothing, as an
 * ANSI colour does; -2 means that the bytes are text as they stand.
 */
export type Unit = (
  coded: Uint8Array,
  at: number,
) => { readonly width: number; readonly point: number };

/** The code point of a unit that spells nothing. */
export const nothing = -1;
/** The code point of a unit whose bytes stand for themselves. */
export const itself = -2;

/**
 * Makes a coding from the one function that knows how a unit is spelled.
 *
 * @param starts The only bytes at which a unit is not a byte that stands for
 * itself, so that most text is copied without asking; all where it is not said.
 */
export function codingOf(id: string, unit: Unit, starts?: string): Coding {
  const spelling: Spelling = {
    unit,
    mayStart: new Uint8Array(256).fill(starts === undefined ? 1 : 0),
  };
  for (const each of starts ?? "") spelling.mayStart[each.charCodeAt(0)] = 1;
  return codingBy(id, (writer) => spell(writer, spelling));
}

/**
 * Makes a coding of text that stands as it is but for what a pattern finds.
 *
 * @param pattern Of one character per byte, with flag `g`. What it finds spells no more bytes than it has.
 * @param point The code point that a match spells, `nothing`, or `itself`.
 */
export function codingOfMatches(
  id: string,
  pattern: RegExp,
  point: (found: RegExpExecArray) => number,
): Coding {
  return codingBy(id, (writer) => {
    const { coded } = writer;
    const text = latin1(coded);
    let done = 0;
    for (const found of text.matchAll(pattern)) {
      const spelled = point(found);
      if (spelled === itself) continue;
      writer.copy(done, found.index);
      done = found.index + found[0].length;
      writer.put(spelled, found.index, done);
    }
    writer.copy(done, coded.length);
  });
}

const codingBy = (id: string, write: (writer: Writer) => void): Coding => {
  const written = (coded: Uint8Array, mapped: boolean): Writer => {
    const writer = new Writer(coded, mapped);
    write(writer);
    return writer;
  };
  return {
    id,
    decode: (coded) => written(coded, false).bytes,
    places: (coded) => written(coded, true).places,
  };
};

interface Spelling {
  readonly unit: Unit;
  /** 1 for each byte at which the unit is to be asked for. */
  readonly mayStart: Uint8Array;
}

/** `outer` was applied last when the bytes were written, so it is undone first. */
export function nested(outer: Coding, inner: Coding): Coding {
  return {
    id: `${outer.id}+${inner.id}`,
    decode: (coded) => inner.decode(outer.decode(coded)),
    places: (coded) => {
      const first = outer.places(coded);
      const second = inner.places(outer.decode(coded));
      return {
        starts: second.starts.map((at) => first.starts[at] ?? 0),
        ends: second.ends.map((at) => first.ends[at - 1] ?? 0),
      };
    },
  };
}

function spell(writer: Writer, { unit, mayStart }: Spelling): void {
  const { coded } = writer;
  for (let at = 0; at < coded.length;) {
    const from = at;
    while (at < coded.length && mayStart[coded[at] as number] === 0) at++;
    writer.copy(from, at);
    if (at === coded.length) return;
    const { width, point } = unit(coded, at);
    const end = Math.min(at + width, coded.length);
    if (point === itself) writer.copy(at, end);
    else writer.put(point, at, end);
    at = end;
  }
}

/** A unit of one coded byte can spell at most four bytes of UTF-8, as an entity of a code page might. */
const mostBytes = 4;
/** Fewer bytes are copied faster one by one. */
const shortCopy = 32;

/**
 * What is decoded is written here and then copied: memory for all that might
 * have been spelled takes longer to get than a short text to decode.
 */
const scratch = {
  bytes: new Uint8Array(64 * 1024),
  starts: new Uint32Array(64 * 1024),
  ends: new Uint32Array(64 * 1024),
};

/** Writes what coded bytes spell, and, if it is asked for, which of them spell each byte. One at a time. */
class Writer {
  readonly coded: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly #mapped: boolean;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  #length = 0;

  constructor(coded: Uint8Array, mapped: boolean) {
    this.coded = coded;
    this.#mapped = mapped;
    const most = coded.length * mostBytes;
    const fits = most <= scratch.bytes.length;
    this.#bytes = fits ? scratch.bytes : new Uint8Array(most);
    this.#starts = fits ? scratch.starts : new Uint32Array(mapped ? most : 0);
    this.#ends = fits ? scratch.ends : new Uint32Array(mapped ? most : 0);
  }

  get bytes(): Uint8Array {
    return Buffer.from(this.#bytes.subarray(0, this.#length));
  }

  get places(): Places {
    return {
      starts: this.#starts.slice(0, this.#length),
      ends: this.#ends.slice(0, this.#length),
    };
  }

  /** Coded bytes that stand for themselves. */
  copy(from: number, to: number): void {
    if (to - from > shortCopy) this.#bytes.set(this.coded.subarray(from, to), this.#length);
    else
      for (let at = from; at < to; at++)
        this.#bytes[this.#length + at - from] = this.coded[at] as number;
    if (this.#mapped)
      for (let at = from; at < to; at++) {
        this.#starts[this.#length + at - from] = at;
        this.#ends[this.#length + at - from] = at + 1;
      }
    this.#length += to - from;
  }

  /** The code point that the coded bytes `[from, to)` spell; `nothing` writes nothing. */
  put(point: number, from: number, to: number): void {
    if (point === nothing) return;
    const start = this.#length;
    this.#length += writePoint(this.#bytes, start, point);
    if (!this.#mapped) return;
    this.#starts.fill(from, start, this.#length);
    this.#ends.fill(to, start, this.#length);
  }
}

/** Writes one code point as UTF-8 and returns how many bytes that took. */
function writePoint(to: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    to[at] = point;
    return 1;
  }
  const extra = point < 0x800 ? 1 : point < 0x1_00_00 ? 2 : 3;
  to[at] = ((0xff00 >> (extra + 1)) & 0xff) | (point >> (6 * extra));
  for (let each = 1; each <= extra; each++)
    to[at + each] = 0x80 | ((point >> (6 * (extra - each))) & 0x3f);
  return extra + 1;
}
