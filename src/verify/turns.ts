import { setTimeout as sleep } from "node:timers/promises";

/** Keeps calls apart, to one host and in all. */
export class Turns {
  readonly #hostPauseMs: number;
  readonly #pauseMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #next = new Map<string, number>();
  #nextOfAll = 0;

  /** @param perMinute Calls to one host; to all together five times as many. */
  constructor(perMinute: number, signal?: AbortSignal) {
    this.#hostPauseMs = 60_000 / perMinute;
    this.#pauseMs = this.#hostPauseMs / 5;
    this.#signal = signal;
  }

  /** Done when it is the turn of the next call to this host. @throws The signal's reason. */
  async wait(host: string): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#nextOfAll, this.#next.get(host) ?? 0);
    this.#nextOfAll = Math.max(this.#nextOfAll, now) + this.#pauseMs;
    this.#next.set(host, at + this.#hostPauseMs);
    await this.#sleep(at - now);
  }

  /** Lets a host alone for as long as it asks. @throws The signal's reason. */
  async rest(host: string, ms: number): Promise<void> {
    const at = performance.now() + ms;
    this.#next.set(host, Math.max(at + this.#hostPauseMs, this.#next.get(host) ?? 0));
    await this.#sleep(ms);
  }

  async #sleep(ms: number): Promise<void> {
    await sleep(ms, undefined, this.#signal && { signal: this.#signal });
  }
}
