import { type ByteState, pass, type PassState, type State } from "./automate.ts";
import { type ByteSet, contains, noBytes } from "./node.ts";

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

/** What would need more states passes. */
const mostStates = 128;

/**
 * The guard that an automaton makes; `undefined` if it passes at once. Where the
 * text ends sooner the guard has not refuted.
 *
 * @param notFirst Bytes that cannot be the first one. Before a literal, the start of the text always can.
 */
export function guardOf(begun: State, notFirst: ByteSet = noBytes): Guard | undefined {
  const first = reached(begun);
  if ("kind" in first && notFirst.length === 0) return undefined;
  const classes = new Classes([notFirst, ...setsOf(begun)]);
  const numbers = new Numbers();
  const rows = [classes.row(() => refuted), classes.row(() => passed)];
  rows.push(
    classes.row((byte) => {
      if (contains(notFirst, byte)) return refuted;
      return "kind" in first ? passed : numbers.after(first, byte);
    }),
  );
  for (const states of numbers.all) rows.push(classes.row((byte) => numbers.after(states, byte)));
  return { classes: classes.table, width: classes.count, rows: Uint8Array.from(rows.flat()) };
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
  /** One byte of each class. */
  readonly #samples: number[] = [];

  constructor(sets: readonly ByteSet[]) {
    const tables = sets.map(membersOf);
    const numbers = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++) {
      const key = tables.map((members) => members[byte]).join("");
      if (!numbers.has(key)) numbers.set(key, this.#samples.push(byte) - 1);
      this.table[byte] = numbers.get(key) ?? 0;
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

/** The numbers of what an automaton can be in at once, given in the order in which that is met. */
class Numbers {
  /** From the first number that is neither of a result nor of the start. */
  readonly all: (readonly ByteState[])[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #reached = new Map<State, States>();

  /** The number of the states after these have seen the byte. */
  after(states: readonly ByteState[], byte: number): number {
    const next = new Map<number, ByteState>();
    for (const state of states) {
      if (membersOf(state.bytes)[byte] === 0) continue;
      const reached = this.#from(state.next);
      if ("kind" in reached) return passed;
      for (const each of reached) next.set(each.number, each);
    }
    return next.size === 0 ? refuted : this.#of(next);
  }

  #from(state: State): States {
    const known = this.#reached.get(state) ?? reached(state);
    this.#reached.set(state, known);
    return known;
  }

  #of(states: ReadonlyMap<number, ByteState>): number {
    const key = Uint32Array.from(states.keys()).sort().join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.all.length + start + 1;
    if (number >= mostStates) return passed;
    this.#numbers.set(key, number);
    this.all.push([...states.values()]);
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
