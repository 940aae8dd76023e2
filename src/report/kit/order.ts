/** Orders by code unit, so that a report reads the same on every machine. */
export const order = (one: string, other: string): number =>
  one < other ? -1 : one > other ? 1 : 0;
