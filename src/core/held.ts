/**
 * What is held until the end of a task, and disposed of together, the last first.
 * It does what `AsyncDisposableStack` does, which Node 22 does not have.
 */
export class Held implements AsyncDisposable {
  #all: (() => unknown)[] = [];

  /** Holds a value. @returns The same value. */
  use<Value extends Disposable | AsyncDisposable>(value: Value): Value {
    this.defer(() =>
      Symbol.asyncDispose in value ? value[Symbol.asyncDispose]() : value[Symbol.dispose](),
    );
    return value;
  }

  /** Holds something else, of which this disposes. */
  defer(dispose: () => unknown): void {
    this.#all.push(dispose);
  }

  /** Hands over all that is held: nothing is left here. */
  move(): Held {
    const other = new Held();
    other.#all = this.#all;
    this.#all = [];
    return other;
  }

  /**
   * Disposes of all, also where one of them fails.
   *
   * @throws The first failure, once all is done.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let dispose = this.#all.pop(); dispose; dispose = this.#all.pop())
      try {
        await dispose();
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw failures[0];
  }
}
