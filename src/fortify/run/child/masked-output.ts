import type { Writable } from "node:stream";
import type { Redactor } from "../../redact/redactor.ts";

/** How long the rest of a line may wait: a prompt must be seen. In milliseconds. */
const patienceMs = 100;

/** Writes what a command prints, its secrets masked. */
export class MaskedOutput {
  readonly #redactor: Redactor;
  readonly #target: Writable;
  #timer: NodeJS.Timeout | undefined;

  constructor(redactor: Redactor, target: Writable) {
    this.#redactor = redactor;
    this.#target = target;
  }

  /** @returns Whether there is room for more; else wait for `drained`. */
  push(chunk: Uint8Array): boolean {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(this.#redactor.idle()), patienceMs);
    return this.#write(this.#redactor.push(chunk));
  }

  drained(then: () => void): void {
    this.#target.once("drain", then);
  }

  /** Writes all that was kept back. */
  end(): void {
    clearTimeout(this.#timer);
    this.#write(this.#redactor.end());
  }

  #write(bytes: Uint8Array): boolean {
    return bytes.length === 0 || this.#target.write(bytes);
  }
}
