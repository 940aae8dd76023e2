import { ansi } from "../../core/codings.ts";
import { type StringRegion, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import type { Block } from "./blocks.ts";
import { longestLine } from "./lines.ts";

const escape = 0x1b;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a block that hold control sequences of a terminal, which a
 * search through the raw bytes would find in the middle of words. A block
 * without the escape character costs next to nothing.
 */
export function* ansiLines({ base, bytes }: Block): Generator<StringRegion> {
  for (const { start, end } of linesWithEscape(bytes))
    yield value("", span(base + start, base + end), ansi, bytes.subarray(start, end));
}

function* linesWithEscape(bytes: Block["bytes"]): Generator<Span> {
  let done = 0;
  for (let at = bytes.indexOf(escape); at >= 0; at = bytes.indexOf(escape, done)) {
    const start = Math.max(lineStart(bytes, at, done), at - longestLine / 2);
    done = lineEnd(bytes, at, start + longestLine);
    yield span(start, done);
  }
}

function lineStart(bytes: Uint8Array, at: number, low: number): number {
  let start = at;
  while (start > low && !isBreak(bytes[start - 1])) start--;
  return start;
}

function lineEnd(bytes: Uint8Array, at: number, high: number): number {
  let end = at;
  while (end < high && end < bytes.length && !isBreak(bytes[end])) end++;
  return end;
}

const isBreak = (byte: number | undefined): boolean => byte === lineFeed || byte === carriageReturn;
