import type { Blob } from "../../core/blob.ts";
import type { Coding } from "../../core/coding.ts";
import { type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { holdsByte } from "./blocks.ts";
import { narrowText } from "./narrow-text.ts";
import { type Line, lineBatches, longestLine } from "./lines.ts";

const backslash = 0x5c;

/** A quoted string that holds escapes, without its quotes, in bytes of the blob. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
  readonly key: string;
}

/** Follows a text line by line and knows under which key each part of a line stands. */
export interface LineWalker {
  next(line: Line): void;
  /** The key path at a column of the line taken last. */
  path(column: number): string | undefined;
  /** The quoted strings with escapes that ended on that line. */
  readonly quoted?: readonly Quoted[];
}

/** The key path at each offset, as `Format.keys` wants it. Walks once, up to the last offset. */
export async function keysByLine(
  blob: Blob,
  offsets: readonly number[],
  walker: LineWalker,
): Promise<(string | undefined)[]> {
  const keys: (string | undefined)[] = [];
  for await (const lines of lineBatches(blob))
    for (const line of lines) {
      walker.next(line);
      const end = line.start + line.bytes.length;
      for (let at = offsets[keys.length]; at !== undefined && at <= end; at = offsets[keys.length])
        keys.push(walker.path(Math.max(0, at - line.start)));
      if (keys.length === offsets.length) return keys;
    }
  return offsets.map((_, index) => keys[index]);
}

/**
 * A text as it stands, and its quoted strings with escapes decoded. A text
 * without a backslash is not walked.
 */
export async function* keyedText(
  blob: Blob,
  walker: LineWalker,
  coding: Coding,
): AsyncGenerator<Region> {
  yield* narrowText(blob);
  if (!(await holdsByte(blob, backslash))) return;
  for await (const lines of lineBatches(blob))
    for (const line of lines) {
      walker.next(line);
      for (const { start, end, key } of walker.quoted ?? []) {
        const at = span(start, Math.min(end, start + longestLine));
        yield value(key, at, coding, await bytesOf(blob, line, at));
      }
    }
}

/** Most strings stand on one line, which is at hand. */
const bytesOf = async (blob: Blob, line: Line, at: Span): Promise<Uint8Array> =>
  at.start >= line.start
    ? line.bytes.subarray(at.start - line.start, at.end - line.start)
    : blob.read(at);

/** A quoted string that is not closed yet. */
export interface OpenQuote {
  /** What closes it: one quotation mark, or three. */
  readonly quote: string;
  /** Offset in the blob after the quote. */
  readonly start: number;
  /** Whether it holds an escape so far. */
  readonly escaped: boolean;
}

/**
 * Goes on with an open quote from a column of a line on: to where it is closed
 * (`close`, a column), or over the whole line (`close` is -1, and `open` goes on).
 * In double quotes a backslash takes away what the next character means; `found`
 * is such a string that held one.
 */
export function quoteOn(
  { quote, start, escaped }: OpenQuote,
  line: Line,
  from: number,
): { readonly close: number; readonly open?: OpenQuote; readonly found?: Omit<Quoted, "key"> } {
  const escapes = quote.startsWith('"');
  const close = closingQuote(line.text, from, quote, escapes);
  const part = line.text.slice(from, close < 0 ? undefined : close);
  const isEscaped = escapes && (escaped || part.includes("\\"));
  if (close < 0) return { close, open: { quote, start, escaped: isEscaped } };
  return { close, ...(isEscaped && { found: { start, end: line.start + close } }) };
}

/**
 * Where the quote that opened before `from` is closed, -1 when not in this text.
 *
 * @param escapes Whether a backslash takes away what the next character means.
 */
export function closingQuote(text: string, from: number, quote: string, escapes: boolean): number {
  for (let at = from; at < text.length; at++) {
    if (escapes && text[at] === "\\") at++;
    else if (text.startsWith(quote, at)) return at;
  }
  return -1;
}
