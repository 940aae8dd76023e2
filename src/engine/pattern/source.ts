import { TareError } from "../../core/error.ts";

/** The text of a pattern, and how far it is read. */
export class Source {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** How many characters are read. */
  get at(): number {
    return this.#at;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Whether `text` comes next. */
  sees(text: string): boolean {
    return this.#text.startsWith(text, this.#at);
  }

  /** Reads `text` if it comes next. */
  take(text: string): boolean {
    const taken = this.sees(text);
    if (taken) this.#at += text.length;
    return taken;
  }

  /** Reads what the sticky `pattern` matches next. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return undefined;
    this.#at += found[0].length;
    return found;
  }

  /** Reads one character. @throws {TareError} `usage`: there is none. */
  next(): string {
    const point = this.#text.codePointAt(this.#at);
    if (point === undefined) throw this.wrong("pattern ends too soon");
    const character = String.fromCodePoint(point);
    this.#at += character.length;
    return character;
  }

  /** The error that says what is wrong with the pattern here. */
  wrong(what: string): TareError {
    const shown = this.#text.length > 120 ? `${this.#text.slice(0, 120)}…` : this.#text;
    return new TareError("usage", `pattern: ${what} at character ${this.#at} of '${shown}'`);
  }
}
