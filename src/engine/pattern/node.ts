/** Ranges of codes: sorted, and neither touching nor overlapping. */
export type Ranges = readonly (readonly [low: number, high: number])[];

/** A set of bytes. */
export type ByteSet = Ranges;

/**
 * A pattern as a tree. It speaks of bytes: patterns run over text of one
 * character per byte, and a letter beyond ASCII is the bytes of its UTF-8.
 */
export type Node =
  | { readonly kind: "set"; readonly bytes: ByteSet }
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly options: readonly Node[] }
  | Repeat
  /** A group that captures. */
  | { readonly kind: "group"; readonly item: Node; readonly name: string | undefined }
  | { readonly kind: "edge"; readonly of: Edge }
  | Look
  | Reference;

export interface Repeat {
  readonly kind: "repeat";
  readonly item: Node;
  readonly min: number;
  /** Infinity when there is no bound. */
  readonly max: number;
  readonly lazy: boolean;
}

/** What the group of this name took, once more. */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  /** What stands in the group. */
  readonly item: Node;
  /**
   * The group has just taken the very bytes that follow, in a look ahead:
   * `(?=(?<run>a+))\k<run>` takes a run whole and never gives a piece of it back.
   */
  readonly sure: boolean;
}

export interface Look {
  readonly kind: "look";
  readonly ahead: boolean;
  readonly negated: boolean;
  readonly item: Node;
}

/** A place between two bytes: start and end of a line or of the text, and the edges of words. */
export type Edge = "line-start" | "line-end" | "text-start" | "text-end" | "word" | "not-word";

/** One node for these, one after the other. */
export function sequence(items: readonly Node[]): Node {
  const [only] = items;
  return items.length === 1 && only ? only : { kind: "sequence", items };
}

/** One node for any of these. Sets become one set, over which no matcher has to choose. */
export function choice(options: readonly Node[]): Node {
  const [only] = options;
  if (options.length === 1 && only) return only;
  const sets = options.map((each) => (each.kind === "set" ? each.bytes : undefined));
  return sets.every((each) => each !== undefined)
    ? { kind: "set", bytes: union(...sets) }
    : { kind: "choice", options };
}

/** The ranges sorted, and joined where they touch. */
export function joined(ranges: Ranges): Ranges {
  const all: [number, number][] = [];
  for (const [low, high] of ranges.toSorted(([one], [other]) => one - other)) {
    const last = all.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else all.push([low, high]);
  }
  return all;
}

/** The set of the bytes in these ranges; codes above 255 are left out. */
export const byteSet = (ranges: Ranges): ByteSet =>
  joined(
    ranges
      .filter(([low]) => low <= 255)
      .map(([low, high]): [number, number] => [low, Math.min(high, 255)]),
  );

export const union = (...sets: readonly ByteSet[]): ByteSet => byteSet(sets.flat());

/** All codes up to `highest` that are not in the ranges. */
export function complement(ranges: Ranges, highest = 255): Ranges {
  const rest: [number, number][] = [];
  let from = 0;
  for (const [low, high] of ranges) {
    if (low > from) rest.push([from, low - 1]);
    from = high + 1;
  }
  if (from <= highest) rest.push([from, highest]);
  return rest;
}

export const intersection = (one: ByteSet, other: ByteSet): ByteSet =>
  complement(union(complement(one), complement(other)));

export const without = (one: ByteSet, other: ByteSet): ByteSet =>
  intersection(one, complement(other));

/** The ranges with the other case of each ASCII letter. */
export const folded = (ranges: Ranges): Ranges =>
  joined(
    ranges.flatMap(([low, high]): [number, number][] => [
      [low, high],
      ...shifted([low, high], [0x41, 0x5a], 32),
      ...shifted([low, high], [0x61, 0x7a], -32),
    ]),
  );

type Range = readonly [low: number, high: number];

/** The part of a range that lies in `letters`, moved by `by`. */
function shifted([low, high]: Range, letters: Range, by: number): [number, number][] {
  const from = Math.max(low, letters[0]);
  const to = Math.min(high, letters[1]);
  return from <= to ? [[from + by, to + by]] : [];
}

/** How many codes are in the ranges. */
export const sizeOf = (ranges: Ranges): number =>
  ranges.reduce((sum, [low, high]) => sum + high - low + 1, 0);

export const contains = (ranges: Ranges, code: number): boolean =>
  ranges.some(([low, high]) => code >= low && code <= high);

export const overlap = (one: ByteSet, other: ByteSet): boolean =>
  one.some(([low, high]) => other.some(([from, to]) => low <= to && from <= high));

/** Each byte of the set, in order. */
export const bytesOf = (set: ByteSet): number[] =>
  set.flatMap(([low, high]) => Array.from({ length: high - low + 1 }, (_, at) => low + at));

export const allBytes: ByteSet = [[0, 255]];
export const noBytes: ByteSet = [];
/** What `\w` takes, and what `\b` tells apart: ASCII's letters and digits, and `_`. */
export const wordBytes: ByteSet = byteSet([
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]);
