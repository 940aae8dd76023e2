import { LimitError, type MalformedError } from "../../core/error.ts";
import { other, type Value } from "./pickle-graph.ts";

/** So deep a stack is only made by a hostile pickle, or by one of that many items in a tuple. */
const mostDepth = 1 << 23;
/** A memo index is at most this much larger than the count of those in use, in an honest pickle. */
const slack = 1024;
/** Memo entries with odd indices. */
const mostSparse = 1 << 20;

/** The stack and the memo of one pickle. */
export class Frame {
  #stack: Value[] = [];
  readonly #marks: number[] = [];
  #memo = new Int32Array(256);
  readonly #sparse = new Map<number, Value>();
  #entries = 0;
  readonly #fail: (message: string) => MalformedError;

  /** @param fail Makes the error for the opcode at hand. */
  constructor(fail: (message: string) => MalformedError) {
    this.#fail = fail;
  }

  /** @throws {LimitError} The stack is too deep. */
  push(value: Value): void {
    if (this.#stack.length === mostDepth)
      throw new LimitError(`pickle with ${mostDepth} values on its stack`);
    this.#stack.push(value);
  }

  /** @throws {MalformedError} There is no value, or a mark stands above it. */
  pop(): Value {
    const value = this.#stack.length > this.#floor() ? this.#stack.pop() : undefined;
    if (value === undefined) throw this.#fail("stack has too few values");
    return value;
  }

  top(): Value {
    const value = this.peek();
    if (value === undefined) throw this.#fail("stack has too few values");
    return value;
  }

  mark(): void {
    if (this.#marks.length === mostDepth)
      throw new LimitError(`pickle with ${mostDepth} marks on its stack`);
    this.#marks.push(this.#stack.length);
  }

  /** The values above the last mark, which are taken off with it. */
  popMark(): Value[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.#fail("stack has no mark");
    return this.#stack.splice(mark);
  }

  /** Takes off the mark if it is on top. */
  popBareMark(): boolean {
    if (this.#marks.at(-1) !== this.#stack.length) return false;
    this.#marks.pop();
    return true;
  }

  get hasMark(): boolean {
    return this.#marks.length > 0;
  }

  /** The value on top, unless a mark stands above it. */
  peek(): Value | undefined {
    return this.#stack.length > this.#floor() ? this.#stack.at(-1) : undefined;
  }

  /** All values; marks are forgotten. */
  drain(): Value[] {
    this.#marks.length = 0;
    return this.#stack.splice(0);
  }

  /** @throws {LimitError} The index is odd, as too many were. */
  put(index: number, value: Value): void {
    // What has no node is only a number, and numbers are not shared.
    const node = Math.max(value, other);
    if (index >= this.#memo.length && index < this.#entries * 2 + slack) this.#growMemo(index);
    if (index >= this.#memo.length) return this.#putSparse(index, node);
    if (this.#memo[index] === 0 && !this.#sparse.delete(index)) this.#entries++;
    this.#memo[index] = node + 1;
  }

  /** MEMOIZE: the index is the count of entries so far. */
  memoize(value: Value): void {
    this.put(this.#entries, value);
  }

  /** @throws {MalformedError} Nothing was put there. */
  get(index: number): Value {
    const value = (this.#memo[index] ?? 0) - 1;
    if (value >= 0) return value;
    const sparse = this.#sparse.get(index);
    if (sparse === undefined) throw this.#fail(`memo has no entry ${index}`);
    return sparse;
  }

  #floor(): number {
    return this.#marks.at(-1) ?? 0;
  }

  #putSparse(index: number, node: Value): void {
    if (this.#sparse.size === mostSparse)
      throw new LimitError(`pickle with ${mostSparse} odd memo indices`);
    if (!this.#sparse.has(index)) this.#entries++;
    this.#sparse.set(index, node);
  }

  #growMemo(index: number): void {
    const memo = new Int32Array(Math.max(index + 1, this.#memo.length * 2));
    memo.set(this.#memo);
    this.#memo = memo;
  }
}
