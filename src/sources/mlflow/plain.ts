/**
 * What a server says, with its lists of keys and values as objects: a value is
 * judged beside the name that it has.
 */
export function plainOf(value: unknown): unknown {
  if (Array.isArray(value)) return pairsIn(value) ?? value.map(plainOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainOf(each)]));
}

interface Pair {
  readonly key: string;
  readonly value: unknown;
}

function pairsIn(values: readonly unknown[]): Record<string, unknown> | undefined {
  if (values.length === 0 || !values.every(isPair)) return undefined;
  const pairs = Object.fromEntries(values.map(({ key, value }) => [key, plainOf(value)]));
  // A key that comes twice would hide a value.
  return Object.keys(pairs).length === values.length ? pairs : undefined;
}

const isPair = (value: unknown): value is Pair =>
  typeof value === "object" &&
  value !== null &&
  "value" in value &&
  typeof (value as Pair).key === "string";
