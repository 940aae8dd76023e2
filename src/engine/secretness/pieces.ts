import { letterPairs, pieces } from "./pieces.gen.ts";

/** How a run of letters is spelt. */
export interface Spelt {
  /** Of how many pieces: `password` of one, `xqzvkjwp` of eight. */
  readonly count: number;
  /** How many letters the longest piece has. */
  readonly longest: number;
  /** How many letters stand in pieces of four letters and more. */
  readonly inLong: number;
}

/** Spells small letters with pieces of words, the longest that fits at each place. */
export function spell(letters: string): Spelt {
  let count = 0;
  let longest = 0;
  let inLong = 0;
  for (let at = 0; at < letters.length; count++) {
    const length = pieceAt(letters, at);
    longest = Math.max(longest, length);
    if (length >= 4) inLong += length;
    at += length;
  }
  return { count, longest, inLong };
}

/** The cost of all pairs of small letters, in bits, and their number: about 3.5 for each in words, 6 in random letters. */
export function pairBits(letters: string): { readonly bits: number; readonly pairs: number } {
  let halves = 0;
  for (let at = 1; at < letters.length; at++) {
    const row = letterPairs[letters.charCodeAt(at - 1) - 97] as string;
    halves += row.charCodeAt(letters.charCodeAt(at) - 97) - 97;
  }
  return { bits: halves / 2, pairs: Math.max(0, letters.length - 1) };
}

/** The length of the longest piece at `from`; a letter is one. */
function pieceAt(letters: string, from: number): number {
  let node = 0;
  let length = 1;
  const { next, ends } = tree();
  for (let at = from; at < letters.length; at++) {
    node = next[node * 26 + letters.charCodeAt(at) - 97] as number;
    if (node === 0) break;
    if (ends[node] === 1) length = at - from + 1;
  }
  return length;
}

interface Tree {
  /** 26 numbers for each node: the node behind each letter, or 0. */
  readonly next: Uint16Array;
  /** 1 where a piece ends. */
  readonly ends: Uint8Array;
}

let grown: Tree | undefined;
const tree = (): Tree => (grown ??= grow(unpacked(pieces)));

/** A digit says how many letters are those of the piece before: `ab0`, `1le` are `ab`, `ale`. */
function unpacked(packed: string): string[] {
  const all: string[] = [];
  for (const [, shared, rest] of packed.matchAll(/(\d+)([a-z]+)/g))
    all.push((all.at(-1) ?? "").slice(0, Number(shared)) + rest);
  return all;
}

function grow(words: readonly string[]): Tree {
  const most = words.reduce((sum, word) => sum + word.length, 1);
  const next = new Uint16Array(most * 26);
  const ends = new Uint8Array(most);
  let nodes = 1;
  for (const word of words) {
    let node = 0;
    for (let at = 0; at < word.length; at++) {
      const edge = node * 26 + word.charCodeAt(at) - 97;
      node = next[edge] ||= nodes++;
    }
    ends[node] = 1;
  }
  return { next, ends };
}
