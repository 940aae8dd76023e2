/** Pages of a file that were fetched, those first forgotten that were not asked for longest. */
export class Pages {
  readonly #most: number;
  readonly #pages = new Map<number, Uint8Array>();

  /** @param most How many are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  get(number: number): Uint8Array | undefined {
    const page = this.#pages.get(number);
    if (!page) return undefined;
    this.#pages.delete(number);
    this.#pages.set(number, page);
    return page;
  }

  has(number: number): boolean {
    return this.#pages.has(number);
  }

  keep(number: number, page: Uint8Array): void {
    this.#pages.delete(number);
    this.#pages.set(number, page);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= this.#most) return;
      this.#pages.delete(oldest);
    }
  }
}
