/** Set in a state's entry when a literal ends there. */
const hit = 0x8000_0000;

/** Literals found in one walk over the bytes, whatever their number (Aho and Corasick, 1975). */
export interface Automaton {
  /**
   * Calls `found` with the number of each literal and the offset of the byte
   * after it, wherever it ends in `bytes`, letters compared without case.
   */
  scan(bytes: Uint8Array, found: (literal: number, end: number) => void): void;
}

/** @param literals In lower case, ASCII, none empty. */
export function automaton(literals: readonly string[]): Automaton {
  const classes = byteClasses(literals);
  const width = Math.max(...classes) + 1;
  const { table, ends } = transitions(literals, classes, width);
  return {
    scan(bytes, found) {
      let state = 0;
      for (let at = 0; at < bytes.length; at++) {
        state = table[(state & ~hit) + (classes[bytes[at] as number] as number)] as number;
        if ((state & hit) !== 0)
          for (const literal of ends[(state & ~hit) / width] as readonly number[])
            found(literal, at + 1);
      }
    },
  };
}

/** Bytes that no literal tells apart share a class: 0 for all that occur in none. */
function byteClasses(literals: readonly string[]): Uint8Array {
  const classes = new Uint8Array(256);
  const used = [...new Set(literals.join(""))].sort();
  for (const [index, character] of used.entries()) {
    const code = character.charCodeAt(0);
    classes[code] = index + 1;
    if (character >= "a" && character <= "z") classes[code - 32] = index + 1;
  }
  return classes;
}

function transitions(literals: readonly string[], classes: Uint8Array, width: number) {
  const states = literals.reduce((sum, { length }) => sum + length, 1);
  const next = new Int32Array(states * width).fill(-1);
  const ends: number[][] = [[]];
  for (const [index, literal] of literals.entries()) {
    let state = 0;
    for (const character of literal) {
      const slot = state * width + (classes[character.charCodeAt(0)] ?? 0);
      if (next[slot] === -1) next[slot] = ends.push([]) - 1;
      state = next[slot] ?? 0;
    }
    ends[state]?.push(index);
  }
  completeByFailure(next, ends, width);
  const table = new Uint32Array(ends.length * width);
  for (let slot = 0; slot < table.length; slot++) {
    const to = next[slot] ?? 0;
    table[slot] = to * width + (ends[to]?.length === 0 ? 0 : hit);
  }
  return { table, ends };
}

/** Breadth first, so that the state to fall back to is complete before it is needed. */
function completeByFailure(next: Int32Array, ends: number[][], width: number): void {
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
}
