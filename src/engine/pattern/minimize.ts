/**
 * The rows of an automaton with those left out that do the same as others
 * (Moore's algorithm). The first two are results; these and the third, the
 * start, keep their numbers.
 *
 * @param rows For each state the next one, by class of byte.
 */
export function minimized(rows: readonly (readonly number[])[]): number[][] {
  let groups = rows.map((_, state) => Math.min(state, results));
  for (let count = 0; ;) {
    const numbers = new Map<string, number>();
    const last = groups;
    groups = rows.map((row, state) => {
      const key =
        state < results ? `${state}` : `${last[state]}:${row.map((to) => last[to]).join()}`;
      if (!numbers.has(key)) numbers.set(key, numbers.size);
      return numbers.get(key) ?? 0;
    });
    if (numbers.size === count) break;
    count = numbers.size;
  }
  const firsts = new Map(groups.map((group, state) => [group, state] as const).reverse());
  return Array.from({ length: firsts.size }, (_, group) =>
    (rows[firsts.get(group) ?? 0] ?? []).map((to) => groups[to] ?? 0),
  );
}

/** How many of the states are results. */
const results = 2;
