/** Values that must not be said, and texts without them. */
export class Discretion {
  readonly #values = new Set<string>();

  /** Shorter ones would blank out half of each message. In characters. */
  static readonly least = 4;

  /** @returns The value, so that it can be noted where it is taken. */
  add(value: string): string {
    if (value.length >= Discretion.least) this.#values.add(value);
    return value;
  }

  get values(): readonly string[] {
    return [...this.#values];
  }

  /** A text that somebody else wrote, in one line, without the values. */
  clean(text: string): string {
    const longestFirst = this.values.toSorted((one, other) => other.length - one.length);
    const without = longestFirst.reduce((all, value) => all.replaceAll(value, "***"), text);
    return without.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  }

  forget(): void {
    this.#values.clear();
  }
}
