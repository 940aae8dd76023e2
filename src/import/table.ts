import { TareError } from "../core/error.ts";

/**
 * A table of a settings file, of which the keys are compared without case, as
 * gitleaks does. Each getter throws a `usage` error that names the place when
 * the value is of another kind than asked for.
 */
export class Table {
  readonly #fields = new Map<string, unknown>();
  readonly #asked = new Set<string>();
  /** What the table is called in errors: `rules.toml:12: rule 'aws-key'`. */
  readonly place: string;

  constructor(value: unknown, place: string) {
    this.place = place;
    if (!isTable(value)) throw this.wrong("is not a table");
    for (const [key, field] of Object.entries(value)) this.#fields.set(key.toLowerCase(), field);
  }

  /** The value as it stands. */
  raw(key: string): unknown {
    return this.#get(key);
  }

  /** Text; empty if it is not given. */
  text(key: string): string {
    const value = this.#get(key) ?? "";
    if (typeof value !== "string") throw this.wrong(`'${key}' is not text`);
    return value;
  }

  /** A number; 0 if it is not given. */
  number(key: string): number {
    const value = this.#get(key) ?? 0;
    if (typeof value === "number") return value;
    throw this.wrong(`'${key}' is not a number`);
  }

  /** Whether something is so; it is not if it is not given. */
  flag(key: string): boolean {
    const value = this.#get(key) ?? false;
    if (typeof value !== "boolean") throw this.wrong(`'${key}' is neither true nor false`);
    return value;
  }

  /** A list of texts; empty if it is not given. */
  texts(key: string): readonly string[] {
    const value = this.#get(key) ?? [];
    if (!Array.isArray(value) || !value.every((each) => typeof each === "string"))
      throw this.wrong(`'${key}' is not a list of texts`);
    return value;
  }

  /** The tables under a key, of which there may be one, or a list of them. */
  tables(key: string, placeOf: (at: number) => string = () => this.place): readonly Table[] {
    return listOf(this.#get(key)).map((each, at) => new Table(each, placeOf(at)));
  }

  /** The same table, called otherwise in errors. */
  named(place: string): Table {
    return new Table(Object.fromEntries(this.#fields), place);
  }

  /** This table, with the fields of `base` that it has not, or that say nothing; of lists both. */
  over(base: Table): Table {
    const fields = new Map(base.#fields);
    for (const [key, value] of this.#fields) {
      const below = fields.get(key);
      if (Array.isArray(value)) fields.set(key, [...listOf(below), ...(value as unknown[])]);
      else if (below === undefined || (value !== "" && value !== 0)) fields.set(key, value);
    }
    return new Table(Object.fromEntries(fields), this.place);
  }

  /** The keys that nobody asked for. */
  get rest(): readonly string[] {
    return [...this.#fields.keys()].filter((key) => !this.#asked.has(key));
  }

  /** The error that says what is wrong with the table. */
  wrong(what: string, cause?: unknown): TareError {
    return new TareError("usage", `${this.place}: ${what}`, { cause });
  }

  /** The error that says what would take long. */
  slow(what: string): TareError {
    return new TareError("limit", `${this.place}: ${what}`);
  }

  #get(key: string): unknown {
    this.#asked.add(key.toLowerCase());
    return this.#fields.get(key.toLowerCase());
  }
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
