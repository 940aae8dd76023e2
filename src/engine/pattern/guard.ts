import { type ByteState, pass, type PassState, type State } from "./automate.ts";
import { minimized } from "./minimize.ts";
import { type ByteSet, contains, noBytes } from "./node.ts";
import { singleChance } from "./rarity.ts";

/**
 * Says of the bytes on one side of a literal whether a match can stand there:
 * `rows[state * width + classes[byte]]` is the next state, from state 2 on, byte
 * by byte, until it is 0, which refutes, or 1, which passes.
 */
export interface Guard {
  /** The class of each of the 256 bytes. */
  readonly classes: Uint8Array;
  /** How many classes there are. */
  readonly width: number;
  readonly rows: Uint8Array;
}

export const refuted = 0;
export const passed = 1;
export const start = 2;

/** So many states at most, the results and the start among them; where a text would need others, it passes. */
const mostStates = 128;

/**
 * The guard that an automaton makes; `undefined` if it passes at once. Where the
 * text ends sooner the guard has not refuted.
 *
 * @param notFirst Bytes that cannot be the first one. Before a literal, the start of the text always can.
 */
export function guardOf(begun: State, notFirst: ByteSet = noBytes): Guard | undefined {
  const numbers = new Numbers();
  const first = numbers.from(begun);
  if ("kind" in first && notFirst.length === 0) return undefined;
  const classes = new Classes([notFirst, ...setsOf(begun)]);
  const leads = (states: readonly number[]): number[] =>
    classes.row((byte) => numbers.after(states, byte));
  const begins = classes.row((byte) => {
    if (contains(notFirst, byte)) return refuted;
    return "kind" in first ? passed : numbers.after(first, byte);
  });
  const kept = likeliest(begins, classes, (number) => leads(numbers.statesOf(number)));
  const places = new Map([...kept.keys()].map((number, at) => [number, at + start + 1]));
  const rows = [
    classes.row(() => refuted),
    classes.row(() => passed),
    ...[begins, ...kept.values()].map((row) =>
      row.map((number) => (number <= passed ? number : (places.get(number) ?? passed))),
    ),
  ];
  const fewest = minimized(rows);
  return { classes: classes.table, width: classes.count, rows: Uint8Array.from(fewest.flat()) };
}

/**
 * The rows of the states that are likeliest to be met in ordinary text, by their
 * numbers: a pattern that is not strict has thousands, most of them for texts
 * that nobody writes.
 *
 * @param begins The row of the start.
 * @param rowOf The row of a number.
 */
function likeliest(
  begins: readonly number[],
  { chances }: Classes,
  rowOf: (number: number) => readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const kept = new Map<number, readonly number[]>();
  const open = new Map<number, number>();
  const spread = (row: readonly number[], chance: number): void => {
    for (const [at, number] of row.entries())
      if (number > passed && !kept.has(number))
        open.set(number, (open.get(number) ?? 0) + chance * (chances[at] ?? 0));
  };
  spread(begins, 1);
  while (kept.size < mostStates - start - 1) {
    let best: readonly [number: number, chance: number] | undefined;
    for (const each of open) if (!best || each[1] > best[1]) best = each;
    if (!best) break;
    const [number, chance] = best;
    const row = rowOf(number);
    open.delete(number);
    kept.set(number, row);
    spread(row, chance);
  }
  return kept;
}

/** The state after a byte. */
export const next = ({ classes, width, rows }: Guard, state: number, byte: number): number =>
  rows[state * width + (classes[byte] ?? 0)] ?? refuted;

/** Whether a guard lets the byte stand next to the literal. */
export const allowsFirst = (guard: Guard, byte: number): boolean =>
  next(guard, start, byte) !== refuted;

/** States that take a byte, of which the automaton is in each, or `pass` if it passes. */
type States = readonly ByteState[] | PassState;

/** Where a state leads to without a byte. */
function reached(state: State): States {
  const seen = new Set<State>([state]);
  const found: ByteState[] = [];
  for (const each of seen)
    if (each.kind === "pass") return pass;
    else if (each.kind === "byte") found.push(each);
    else for (const next of each.to) seen.add(next);
  return found;
}

/** Bytes that no set of an automaton tells apart share a class. */
class Classes {
  readonly table = new Uint8Array(256);
  /** How likely a byte of text is in each class. */
  readonly chances: number[] = [];
  /** One byte of each class. */
  readonly #samples: number[] = [];

  constructor(sets: readonly ByteSet[]) {
    const tables = sets.map(membersOf);
    const numbers = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const key = tables.map((members) => members[byte]).join("");
      if (!numbers.has(key)) numbers.set(key, this.#samples.push(byte) - 1);
      const number = numbers.get(key) ?? 0;
      this.table[byte] = number;
      this.chances[number] = (this.chances[number] ?? 0) + singleChance(byte);
    }
  }

  get count(): number {
    return this.#samples.length;
  }

  /** A row of the table: the next state for a byte of each class. */
  row(next: (sample: number) => number): number[] {
    return this.#samples.map(next);
  }
}

/** Every set of bytes in the automaton. */
function setsOf(begun: State): ByteSet[] {
  const seen = new Set<State>([begun]);
  const sets = new Set<ByteSet>();
  for (const state of seen)
    if (state.kind === "fork") for (const each of state.to) seen.add(each);
    else if (state.kind === "byte") {
      sets.add(state.bytes);
      seen.add(state.next);
    }
  return [...sets];
}

/** The numbers of what an automaton can be in at once, given in the order in which that is met, from 2 on. */
class Numbers {
  /** What each number stands for, from the first that is no result. */
  readonly #all: (readonly number[])[] = [];
  readonly #numbers = new Map<string, number>();
  /** States have indices here: comparing what they are in would cost most of the time. */
  readonly #indices = new Map<ByteState, number>();
  readonly #states: { readonly takes: Uint8Array; readonly next: State }[] = [];
  readonly #reached = new Map<State, readonly number[] | PassState>();
  /** When each state was met last. */
  readonly #met: number[] = [];
  #round = 0;

  /** The states that are reached from this one without a byte, by their indices. */
  from(state: State): readonly number[] | PassState {
    const known = this.#reached.get(state);
    if (known) return known;
    const states = reached(state);
    const found = "kind" in states ? states : states.map((each) => this.#indexOf(each));
    this.#reached.set(state, found);
    return found;
  }

  statesOf(number: number): readonly number[] {
    return this.#all[number - passed - 1] ?? [];
  }

  /** The number of the states after these have seen the byte, or the result. */
  after(states: readonly number[], byte: number): number {
    const found: number[] = [];
    this.#round++;
    for (const index of states) {
      const state = this.#states[index];
      if (state?.takes[byte] !== 1) continue;
      const reached = this.from(state.next);
      if ("kind" in reached) return passed;
      for (const each of reached) {
        if (this.#met[each] === this.#round) continue;
        this.#met[each] = this.#round;
        found.push(each);
      }
    }
    return found.length === 0 ? refuted : this.#of(found);
  }

  #indexOf(state: ByteState): number {
    const known = this.#indices.get(state);
    if (known !== undefined) return known;
    const index = this.#states.push({ takes: membersOf(state.bytes), next: state.next }) - 1;
    this.#indices.set(state, index);
    return index;
  }

  #of(states: number[]): number {
    const key = String.fromCharCode(...states.sort((one, other) => one - other));
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#all.push(states) + passed;
    this.#numbers.set(key, number);
    return number;
  }
}

const tables = new WeakMap<ByteSet, Uint8Array>();

/** 1 for each byte of the set. */
function membersOf(set: ByteSet): Uint8Array {
  const known = tables.get(set) ?? new Uint8Array(256);
  if (!tables.has(set)) {
    for (const [low, high] of set) known.fill(1, low, high + 1);
    tables.set(set, known);
  }
  return known;
}
