import { type Span, span } from "../../core/span.ts";

/** The parts of a blob of `size` bytes that none of the spans covers, in order. Spans may be in any order, and overlap. */
export function* uncovered(used: readonly Span[], size: number): Generator<Span> {
  let at = 0;
  for (const { start, end } of [...used].sort((one, other) => one.start - other.start)) {
    if (start > at) yield span(at, start);
    at = Math.max(at, end);
  }
  if (at < size) yield span(at, size);
}
