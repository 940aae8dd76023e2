import { hitsPerMegabyte } from "./pattern/rarity.ts";
import type { Stem } from "./stems.ts";

/** Set in an entry of the table when a literal ends before the byte, and the byte may follow it. */
export const hit = 0x8000_0000;

/** Classes of bytes: what a row of the table holds. */
const width = 64;
/** Bytes of a row. */
export const rowSize = width * 4;

/** The tables of an automaton that finds many literals in one walk (Aho and Corasick, 1975). */
export interface Automaton {
  /** The class of each byte. Both cases of a letter have the same. */
  readonly classes: Uint8Array;
  /**
   * For each state and class the next state, as the offset in bytes of its row;
   * the top bit is set where a literal ends at the state, and a byte of the class
   * may follow it. What ends a text is to be looked at without such a mark.
   */
  readonly table: Uint32Array;
  /** Which bits of an entry with a mark are the offset of its row. */
  readonly rowMask: number;
  /**
   * The other bits are the number of the ending state, counted from `firstEnd`:
   * the lowest eight, and those from this one on.
   */
  readonly tagShift: number;
  /** The first state that ends a literal. Those that end none stand before it. */
  readonly firstEnd: number;
  /** From `firstEnd` on: the literals that end at each state. */
  readonly ends: readonly (readonly number[])[];
}

interface Trie {
  readonly next: Int32Array;
  readonly ends: number[][];
}

/**
 * @param stems None of them empty.
 * @returns None if there are so many that an entry has no room for their numbers: some 30,000.
 */
export function automatonOf(
  stems: readonly Pick<Stem, "text" | "follow">[],
): Automaton | undefined {
  const texts = stems.map(({ text }) => text);
  const classes = byteClasses(texts);
  const trie = trieOf(texts, classes);
  const order = completed(trie);
  const inside = order.filter((state) => trie.ends[state]?.length === 0);
  const ending = order.filter((state) => trie.ends[state]?.length !== 0);
  const numbers = new Int32Array(order.length);
  for (const [number, state] of [...inside, ...ending].entries()) numbers[state] = number;
  const table = new Uint32Array(order.length * width);
  for (const state of order)
    for (let each = 0; each < width; each++) {
      const to = numbers[trie.next[state * width + each] ?? 0] ?? 0;
      table[(numbers[state] ?? 0) * width + each] = to * rowSize;
    }
  const tagShift = Math.ceil(Math.log2(order.length * rowSize));
  if (ending.length > 2 ** (8 + 31 - tagShift)) return undefined;
  for (const [at, state] of ending.entries())
    for (const each of followingClasses(trie.ends[state] ?? [], stems, classes)) {
      const entry = (inside.length + at) * width + each;
      const tag = (at & 0xff) | ((at >> 8) << tagShift);
      table[entry] = ((table[entry] ?? 0) | tag | hit) >>> 0;
    }
  return {
    classes,
    table,
    rowMask: 2 ** tagShift - rowSize,
    tagShift,
    firstEnd: inside.length,
    ends: ending.map((state) => trie.ends[state] ?? []),
  };
}

/** The classes of the bytes that may follow any of the stems that end. */
function followingClasses(
  ending: readonly number[],
  stems: readonly Pick<Stem, "follow">[],
  classes: Uint8Array,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (let byte = 0; byte < 256; byte++)
    if (ending.some((each) => ((stems[each]?.follow[byte >> 3] ?? 0) >> (byte & 7)) & 1))
      found.add(classes[byte] ?? 0);
  return found;
}

/**
 * Bytes that no literal tells apart share a class: 0 for all that occur in
 * none. Should more than 63 differ, the rarest share one, and what is found is
 * then compared exactly in any case.
 */
function byteClasses(literals: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
  // A line's end is told apart, though in no literal: few literals may be followed by it.
  const used = [...new Set(`${literals.join("")}\n`)].toSorted(
    (one, other) => rateOf(other) - rateOf(one),
  );
  for (const [index, character] of used.entries()) {
    const code = character.charCodeAt(0);
    classes[code] = Math.min(index + 1, width - 1);
    if (character >= "a" && character <= "z") classes[code - 32] = classes[code] ?? 0;
  }
  return classes;
}

const rateOf = (character: string): number =>
  hitsPerMegabyte([{ byte: character.charCodeAt(0), fold: /[a-z]/.test(character) }]);

function trieOf(literals: readonly string[], classes: Uint8Array): Trie {
  const most = literals.reduce((sum, { length }) => sum + length, 1);
  const next = new Int32Array(most * width).fill(-1);
  const ends: number[][] = [[]];
  for (const [index, literal] of literals.entries()) {
    let state = 0;
    for (let at = 0; at < literal.length; at++) {
      const slot = state * width + (classes[literal.charCodeAt(at)] ?? 0);
      if (next[slot] === -1) next[slot] = ends.push([]) - 1;
      state = next[slot] ?? 0;
    }
    ends[state]?.push(index);
  }
  return { next, ends };
}

/** Fills in where each state goes on a byte that its literals do not have; returns the states, breadth first. */
function completed({ next, ends }: Trie): number[] {
  const failure = new Int32Array(ends.length);
  const queue = [0];
  for (const state of queue) {
    for (let each = 0; each < width; each++) {
      const slot = state * width + each;
      const back = state === 0 ? 0 : (next[(failure[state] ?? 0) * width + each] ?? 0);
      const to = next[slot] ?? -1;
      if (to === -1) {
        next[slot] = back;
        continue;
      }
      failure[to] = back;
      ends[to]?.push(...(ends[back] ?? []));
      queue.push(to);
    }
  }
  return queue;
}
