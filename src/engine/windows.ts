import type { Span } from "../core/span.ts";

/** The text around a place that a rule's pattern is run over. */
export interface Window {
  /** Offset of the text in the scanned bytes. */
  readonly start: number;
  /** One character per byte. */
  readonly text: string;
  /** Whether the line, or the scanned bytes, go on before and after the text. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

/** How far a window reaches from its place, in bytes, where no line ends sooner. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** Enough for nearly all matches, and for a look at what stands before one. */
export const near: Reach = { before: 64, after: 512 };

/**
 * The furthest that a match can reach: for what did not fit, and for a rule
 * that runs over lines. Enough for an RSA key of 16,384 bits in PEM.
 */
export const wide: Reach = { before: 4096, after: 16_384 };

/** Line ends of text. */
export const textBreaks = new Uint8Array(256);
textBreaks[0x0a] = 1;
textBreaks[0x0d] = 1;
textBreaks[0] = 1;

/** In binary data a line is a run of printable characters: all control characters end it but the tab. */
export const binaryBreaks = new Uint8Array(256).fill(1, 0, 0x20);
binaryBreaks[0x09] = 0;
binaryBreaks[0x7f] = 1;

/** Ends no line anywhere: for rules that run over lines. */
export const noBreaks = new Uint8Array(256);

/**
 * Makes windows on some bytes, for one rule, its places in order. Where places
 * lie close together, what was read and decoded for the one serves the next:
 * else a megabyte of keywords would be read some hundred times over.
 */
export class Windows {
  readonly #bytes: Buffer;
  readonly #breaks: Uint8Array;
  /** Bytes of which it is known that no line ends in them. */
  #unbroken: Span = { start: 0, end: 0 };
  /** Bytes that are decoded, and what they are. */
  #decoded: Span = { start: 0, end: 0 };
  #text = "";

  /** @param breaks 1 for each byte that ends a line. */
  constructor(bytes: Buffer, breaks: Uint8Array) {
    this.#bytes = bytes;
    this.#breaks = breaks;
  }

  /** Whether the windows run over the ends of lines. */
  get #areLong(): boolean {
    return this.#breaks === noBreaks;
  }

  /** After `at`, how many bytes are known to be on its line. */
  knownAfter(at: number): number {
    const { start, end } = this.#unbroken;
    return at >= start && at < end ? end - at : 0;
  }

  /** The window around the place that starts at `at`, on its line. */
  at(at: number, reach: Reach): Window {
    const low = Math.max(0, at - reach.before);
    const high = Math.min(this.#bytes.length, at + reach.after);
    const { start, end } = this.#areLong ? { start: low, end: high } : this.#line(at, low, high);
    return {
      start,
      text: this.#decode(start, end),
      cutStart: start === low && low > 0,
      cutEnd: end === high && high < this.#bytes.length,
    };
  }

  /** The line around `at`, as far as it lies between `low` and `high`. */
  #line(at: number, low: number, high: number): Span {
    const known = this.#unbroken;
    const isKnown = at >= known.start && at <= known.end;
    let { start, end } = isKnown ? known : { start: at, end: at };
    while (start > low && this.#breaks[this.#bytes[start - 1] as number] === 0) start--;
    while (end < high && this.#breaks[this.#bytes[end] as number] === 0) end++;
    this.#unbroken = { start, end };
    return { start: Math.max(start, low), end: Math.min(end, high) };
  }

  #decode(start: number, end: number): string {
    const known = this.#decoded;
    if (start < known.start || end > known.end) {
      // Places that follow each other closely are likely to go on so.
      const ahead = start >= known.start && start < known.end ? wide.after : 0;
      this.#decoded = { start, end: Math.min(this.#bytes.length, end + ahead) };
      // `TextDecoder` would turn 0x80–0x9f into what Windows had there.
      this.#text = this.#bytes.toString("latin1", start, this.#decoded.end);
    }
    return this.#text.slice(start - this.#decoded.start, end - this.#decoded.start);
  }
}
