import type { Span } from "../../core/span.ts";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
export const escape = 0x1b;
const space = 0x20;
const tab = 0x09;

/** ECMA-48 bounds no control sequence; those of colours are shorter. */
const longestSequence = 64;

/**
 * Where the gap at `at` ends: the control sequences of terminals, and line ends
 * with the indentation behind them. It is `at` where there is none.
 */
function gapEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  let isLineEnd = false;
  while (end < bytes.length) {
    const byte = bytes[end] as number;
    isLineEnd ||= byte === lineFeed || byte === carriageReturn;
    const width = byte === escape ? sequenceLength(bytes, end) : Number(isLineEnd && isBlank(byte));
    if (width === 0) break;
    end += width;
  }
  return end;
}

const isBlank = (byte: number): boolean =>
  byte === lineFeed || byte === carriageReturn || byte === space || byte === tab;

/** How long the control sequence (ECMA-48 §5.4) at `at` is; 0 if it is none. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const introducer = bytes[at + 1];
  if (introducer === undefined) return 1;
  const isControl = introducer === 0x5b;
  if (!isControl && introducer !== 0x28 && introducer !== 0x29) return 0;
  const end = isControl ? parametersEnd(bytes, at + 2) : at + 2;
  if (end >= bytes.length) return bytes.length - at;
  return isBetween(bytes[end], isControl ? 0x40 : 0x30, 0x7e) ? end + 1 - at : 0;
}

function parametersEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (isBetween(bytes[end], 0x20, 0x3f) && end - at < longestSequence) end++;
  return end;
}

const isBetween = (byte: number | undefined, low: number, high: number): boolean =>
  byte !== undefined && byte >= low && byte <= high;

/** A part of a value that no gap interrupts. */
export interface Piece extends Span {
  /** Whether a line ends in the gap before it. */
  readonly startsLine: boolean;
}

/** What lies between the gaps of a place: only they stay when it is masked. */
export function* pieces(bytes: Uint8Array, { start, end }: Span): Generator<Piece> {
  let from = start;
  let startsLine = false;
  for (let at = start; at < end; at++) {
    const next = gapEnd(bytes, at);
    if (next === at) continue;
    if (from < at) yield { start: from, end: at, startsLine };
    const gap = bytes.subarray(at, next);
    startsLine = gap.includes(lineFeed) || gap.includes(carriageReturn);
    from = next;
    at = next - 1;
  }
  if (from < end) yield { start: from, end, startsLine };
}
