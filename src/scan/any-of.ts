/**
 * Whether any of the patterns matches, as one pattern for each set of flags:
 * much quicker than one after the other where nearly always none does.
 */
export function anyOf(patterns: readonly RegExp[]): (text: string) => boolean {
  const byFlags = Object.groupBy(patterns, ({ flags }) => flags);
  const joined = Object.entries(byFlags).map(
    ([flags, some = []]) => new RegExp(some.map(({ source }) => `(?:${source})`).join("|"), flags),
  );
  return (text) => joined.some((pattern) => pattern.test(text));
}
