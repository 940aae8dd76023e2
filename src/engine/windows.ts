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

/** The window around `place`, on its line. */
export function windowAt(bytes: Buffer, place: Span, reach: Reach, breaks: Uint8Array): Window {
  const low = Math.max(0, place.start - reach.before);
  const high = Math.min(bytes.length, place.end + reach.after);
  const start = breaks === noBreaks ? low : lineStart(bytes, place.start, low, breaks);
  const end = breaks === noBreaks ? high : lineEnd(bytes, place.end, high, breaks);
  return {
    start,
    // `TextDecoder` would turn 0x80–0x9f into what Windows had there.
    text: bytes.toString("latin1", start, end),
    cutStart: start === low && low > 0,
    cutEnd: end === high && high < bytes.length,
  };
}

function lineStart(bytes: Buffer, from: number, low: number, breaks: Uint8Array): number {
  let start = from;
  while (start > low && breaks[bytes[start - 1] as number] === 0) start--;
  return start;
}

function lineEnd(bytes: Buffer, from: number, high: number, breaks: Uint8Array): number {
  let end = from;
  while (end < high && breaks[bytes[end] as number] === 0) end++;
  return end;
}
