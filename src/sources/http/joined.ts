import { lengthOf, type Span, span } from "../../core/span.ts";

/**
 * Joins places that lie near each other, so that one request gives several of them.
 *
 * @param places In the order of their bytes.
 * @param widest How many bytes between two places may be fetched with them.
 * @param spare How many such bytes there may be in all.
 */
export function joined(
  places: readonly Span[],
  { widest, spare }: { readonly widest: number; readonly spare: number },
): readonly Span[] {
  const all: Span[] = [];
  let left = spare;
  for (const place of places) {
    const last = all.at(-1);
    const between = last ? Math.max(0, place.start - last.end) : Infinity;
    if (!last || between > Math.min(widest, left)) {
      all.push(place);
      continue;
    }
    left -= between;
    all[all.length - 1] = span(last.start, Math.max(last.end, place.end));
  }
  return all;
}

/** Parts of at most that many bytes, one after another. */
export const cut = (place: Span, most: number): readonly Span[] =>
  Array.from({ length: Math.ceil(lengthOf(place) / most) }, (_, at) =>
    span(place.start + at * most, Math.min(place.end, place.start + (at + 1) * most)),
  );
