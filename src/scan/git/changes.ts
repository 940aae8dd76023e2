import { type Span, span } from "../../core/span.ts";
import type { Copy } from "../../formats/kit/git-delta.ts";

/**
 * The parts of a version that its base does not have as they stand: what no copy
 * fills, and, without a byte, each place where what stood between is gone.
 */
export function changedIn(copies: readonly Copy[], before: number, size: number): Span[] {
  const parts: Span[] = [];
  let [end, from] = [0, 0];
  for (const copy of [...copies, { from: before, at: size, length: 0 }]) {
    if (end < copy.at || from !== copy.from) parts.push(span(end, copy.at));
    end = copy.at + copy.length;
    from = copy.from + copy.length;
  }
  return parts;
}

/** Where a part of the base stands in the version: at no place, at one, or at several. */
export const placesOf = (at: Span, copies: readonly Copy[]): Span[] =>
  copies
    .filter(({ from, length }) => from <= at.start && from + length >= at.end)
    .map(({ at: to, from }) => span(at.start + to - from, at.end + to - from));

/** Whether something of a part of the base is in the version, but not all of it in one piece. */
export const isCut = (at: Span, copies: readonly Copy[]): boolean =>
  copies.some(
    ({ from, length }) =>
      from < at.end && from + length > at.start && (from > at.start || from + length < at.end),
  );

const lineFeed = 0x0a;

/**
 * The whole lines that have something within `by` bytes of a part, joined.
 *
 * @param longest A line that goes on further than this behind those bytes is too long.
 * @returns None where a line is.
 */
export function linesNear(
  text: Buffer,
  parts: readonly Span[],
  { by, longest }: { readonly by: number; readonly longest: number },
): Span[] | undefined {
  const lines: Span[] = [];
  for (const part of parts) {
    const low = Math.max(0, part.start - by);
    const high = Math.min(text.length, part.end + by);
    const before = text.subarray(Math.max(0, low - longest), low).lastIndexOf(lineFeed);
    const after = text.subarray(high, high + longest).indexOf(lineFeed);
    if ((before < 0 && low > longest) || (after < 0 && high + longest < text.length))
      return undefined;
    const start = before < 0 ? 0 : Math.max(0, low - longest) + before + 1;
    const end = after < 0 ? text.length : high + after + 1;
    const last = lines.at(-1);
    if (last && start <= last.end)
      lines[lines.length - 1] = span(last.start, Math.max(last.end, end));
    else lines.push(span(start, end));
  }
  return lines;
}

/** Whether one of the lines takes more bytes than this. */
export function hasLongLine(text: Buffer, longest: number): boolean {
  for (let at = 0; at < text.length;) {
    const feed = text.indexOf(lineFeed, at);
    const end = feed < 0 ? text.length : feed;
    if (end - at > longest) return true;
    at = end + 1;
  }
  return false;
}
