/** A half-open range of byte offsets, `[start, end)`, counted from the first byte of a blob. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** @throws {RangeError} The range runs backwards, or starts before the blob. */
export function span(start: number, end: number): Span {
  if (!(start >= 0 && end >= start)) throw new RangeError(`span ${start}..${end} is not a range`);
  return { start, end };
}

/** How many bytes the span covers. */
export const lengthOf = (range: Span): number => range.end - range.start;

/** Whether the two share a byte. */
export const overlaps = (one: Span, other: Span): boolean =>
  one.start < other.end && other.start < one.end;
