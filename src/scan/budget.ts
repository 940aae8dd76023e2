import { setImmediate } from "node:timers/promises";
import { LimitError } from "../core/error.ts";
import type { Limits } from "../core/limits.ts";

/** How long a scan may run without letting signals and messages in. */
const breathMs = 50;

/** What may still be spent on one target file, over all that is nested in it. */
export class Budget {
  readonly #limits: Limits;
  readonly #deadline: number;
  readonly #signal: AbortSignal | undefined;
  #unpacked = 0;
  #packed = 0;
  #regions = 0;
  /** Why nothing more is unpacked. */
  #spent: string | undefined;
  #breath = performance.now();

  constructor(limits: Limits, signal?: AbortSignal) {
    this.#limits = limits;
    this.#deadline = performance.now() + limits.timeoutMs;
    this.#signal = signal;
  }

  /** @throws {LimitError} Containers stand deeper in one another than is allowed. */
  enter(depth: number): void {
    if (depth > this.#limits.maxDepth)
      throw new LimitError(`nested deeper than ${this.#limits.maxDepth}`);
  }

  /**
   * Notes one string, member or block.
   *
   * @returns What is to be waited for. Mostly nothing: to wait takes longer than to look at a string.
   * @throws {LimitError} There were too many, or the time is over.
   */
  region(): Promise<void> | undefined {
    if (++this.#regions > this.#limits.maxRegions)
      throw new LimitError(`more than ${this.#limits.maxRegions} strings and members`);
    return (this.#regions & 0xff) === 0 ? this.breathe() : undefined;
  }

  /** Notes how many packed bytes are about to be unpacked. */
  pack(bytes: number): void {
    this.#packed += bytes;
  }

  /**
   * Notes unpacked bytes. What was spent stays spent: the other members of a
   * bomb are not unpacked either.
   *
   * @throws {LimitError} Unpacking gave more than is allowed, as bombs do.
   */
  async unpack(bytes: number): Promise<void> {
    this.#unpacked += bytes;
    const { maxBytes, maxRatio, ratioFrom } = this.#limits;
    if (this.#unpacked > maxBytes) this.#spent = `more than ${maxBytes} bytes unpacked`;
    else if (this.#unpacked > ratioFrom && this.#unpacked > maxRatio * this.#packed)
      this.#spent = `more than ${maxRatio} times its size unpacked`;
    if (this.#spent !== undefined) throw new LimitError(this.#spent);
    await this.breathe();
  }

  /** @throws {LimitError} The time is over, or the user stopped the scan. */
  async breathe(): Promise<void> {
    const now = performance.now();
    if (now - this.#breath < breathMs) return;
    await setImmediate();
    this.#breath = performance.now();
    if (this.#signal?.aborted) throw new LimitError("interrupted");
    if (now > this.#deadline)
      throw new LimitError(`not done after ${this.#limits.timeoutMs / 1000} s`);
  }
}
