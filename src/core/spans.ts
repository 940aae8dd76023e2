import type { Span } from "./span.ts";

/** The spans in order, each two that touch or overlap as one. */
export function joinedSpans(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (last && start <= last.end) all[all.length - 1] = { ...last, end: Math.max(last.end, end) };
    else all.push({ start, end });
  }
  return all;
}

/** The first of sorted numbers that is greater than `least`, by its index; their count if none is. */
export function firstAbove(sorted: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) > least) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The spans made longer by `by` on both sides, within `0..size`, and joined. */
export const widened = (spans: readonly Span[], by: number, size: number): Span[] =>
  joinedSpans(
    spans.map(({ start, end }) => ({
      start: Math.max(0, start - by),
      end: Math.min(size, end + by),
    })),
  );
