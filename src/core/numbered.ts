/** What is looked up by its number: an array, or what is made when it is asked for. */
export type Numbered<T> = Pick<readonly T[], "at" | "length">;

/** Makes each item when it is first asked for. */
export function lazily<T>(length: number, make: (index: number) => T): Numbered<T> {
  const made: T[] = [];
  return { length, at: (index) => (index < length ? (made[index] ??= make(index)) : undefined) };
}

/** What each item is turned into, each time that it is asked for. */
export const mapped = <T, U>(all: Numbered<T>, turn: (item: T) => U): Numbered<U> => ({
  length: all.length,
  at(index) {
    const item = all.at(index);
    return item === undefined ? undefined : turn(item);
  },
});

/** All items of one after all of the other. */
export const chained = <T>(first: Numbered<T>, other: Numbered<T>): Numbered<T> => ({
  length: first.length + other.length,
  at: (index) => (index < first.length ? first.at(index) : other.at(index - first.length)),
});

/** All items, made now. */
export const listed = <T>(all: Numbered<T>): readonly T[] =>
  Array.from({ length: all.length }, (_, index) => all.at(index) as T);
