import { AnonymousFile } from "../anonymous-file.ts";

/** What is kept in memory of one file; more goes to a temporary one. */
const inMemory = 16 * 1024 * 1024;

/** Pages of a file that were fetched. */
export class Pages implements Disposable {
  readonly #pageSize: number;
  readonly #held = new Map<number, Uint8Array>();
  /** How long each is that went to the temporary file, where it lies as in the file itself. */
  readonly #written = new Map<number, number>();
  #file: AnonymousFile | undefined;

  /** @param pageSize In bytes. Only the last one may be shorter. */
  constructor(pageSize: number) {
    this.#pageSize = pageSize;
  }

  get(number: number): Uint8Array | undefined {
    const length = this.#written.get(number);
    if (length === undefined || !this.#file) return this.#held.get(number);
    return this.#file.read(new Uint8Array(length), number * this.#pageSize);
  }

  has(number: number): boolean {
    return this.#held.has(number) || this.#written.has(number);
  }

  /** @throws {TareError} `machine`: no room for the temporary file. */
  keep(number: number, page: Uint8Array): void {
    if (this.has(number)) return;
    if (this.#held.size * this.#pageSize < inMemory) {
      // A copy, since it must not keep all that came with it.
      this.#held.set(number, new Uint8Array(page));
      return;
    }
    this.#file ??= new AnonymousFile();
    this.#file.write(page, number * this.#pageSize);
    this.#written.set(number, page.length);
  }

  [Symbol.dispose](): void {
    this.#file?.[Symbol.dispose]();
  }
}
