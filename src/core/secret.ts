const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * A value that must not be shown. Printing it, logging it, or turning it into
 * JSON gives only its length; `reveal` is the one way to the value.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return `[secret, ${this.#value.length} chars]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect](): string {
    return this.toString();
  }
}
