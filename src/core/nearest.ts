/** Words that differ by more letters are no slip of each other. */
const furthest = 2;

/** Of words that are known the one that somebody meant who wrote another, if one is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const [near] = [...known]
    .map((each) => ({ each, distance: distance(word, each) }))
    .toSorted((one, other) => one.distance - other.distance);
  return near && near.distance <= Math.min(furthest, word.length - 1) ? near.each : undefined;
}

/** What to do about a word that is not known, as a hint. @param otherwise Where none is near. */
export function meantOr(word: string, known: Iterable<string>, otherwise: string): string {
  const near = nearest(word, known);
  return near === undefined ? otherwise : `did you mean '${near}'? ${otherwise}`;
}

/** How many letters must be changed, put in or taken out to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++)
      next.push(
        Math.min(
          (row[to] ?? 0) + Number(letter !== other[to]),
          (row[to + 1] ?? 0) + 1,
          (next[to] ?? 0) + 1,
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
