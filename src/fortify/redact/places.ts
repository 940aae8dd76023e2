/** Where something stands that has a name: half-open, in bytes. */
export interface Place {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** The places in order, those that overlap as one, by the name of the first. */
export function merged(places: readonly Place[]): Place[] {
  const all: Place[] = [];
  for (const place of places.toSorted((one, other) => one.start - other.start)) {
    const last = all.at(-1);
    if (!last || place.start >= last.end) all.push(place);
    else if (place.end > last.end) all[all.length - 1] = { ...last, end: place.end };
  }
  return all;
}
