import { type Coding, plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type StringRegion, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import { keyStep } from "./key-path.ts";
import { pythonText } from "./python-codings.ts";

/** A value that Python's `ast.literal_eval` would read. */
export type Literal =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "sequence"; readonly items: readonly Literal[] }
  | { readonly kind: "dict"; readonly entries: readonly (readonly [Literal, Literal])[] };

export interface Document {
  readonly value: Literal;
  /** All strings with their paths, where they stand in the blob. */
  readonly strings: readonly StringRegion[];
  /** Where the value ends, in bytes from the start of the document. */
  readonly end: number;
}

/** Headers of arrays have three or four levels. */
const deepest = 32;

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/**
 * Reads the Python literal at the start of the document.
 *
 * @param base Offset of the document in its blob, in bytes.
 * @throws {MalformedError} No literal stands there.
 */
export function parseLiteral(format: string, document: Uint8Array, base: number): Document {
  const parser = new Parser(format, document, base);
  const literal = parser.literal("$", "value", 0);
  return { value: literal, strings: parser.strings, end: parser.at };
}

class Parser {
  readonly #format: string;
  readonly #document: Uint8Array;
  readonly #base: number;
  readonly strings: StringRegion[] = [];
  at = 0;

  constructor(format: string, document: Uint8Array, base: number) {
    this.#format = format;
    this.#document = document;
    this.#base = base;
  }

  literal(path: string, role: "name" | "value", depth: number): Literal {
    if (depth > deepest) throw this.#malformed(`more than ${deepest} levels`);
    const next = this.#next();
    if (next === "{") return this.#dict(path, depth);
    if (next === "(" || next === "[") return this.#sequence(path, depth);
    if (next === "'" || next === '"') return this.#text(path, role);
    return this.#word();
  }

  #sequence(path: string, depth: number): Literal {
    const closer = closers[this.#next()] ?? "";
    this.at++;
    const items: Literal[] = [];
    while (this.#next() !== closer) {
      items.push(this.literal(`${path}[${items.length}]`, "value", depth + 1));
      this.#comma(closer);
    }
    this.at++;
    return { kind: "sequence", items };
  }

  #dict(path: string, depth: number): Literal {
    this.at++;
    const entries: (readonly [Literal, Literal])[] = [];
    while (this.#next() !== "}") {
      const before = this.strings.length;
      const key = this.literal(path, "name", depth + 1);
      const step = path + (key.kind === "text" ? keyStep(key.text) : "[?]");
      // The path of a key is known only now.
      this.strings.push(...this.strings.splice(before).map((each) => ({ ...each, key: step })));
      if (this.#next() !== ":") throw this.#malformed("key without value");
      this.at++;
      entries.push([key, this.literal(step, "value", depth + 1)]);
      this.#comma("}");
    }
    this.at++;
    return { kind: "dict", entries };
  }

  #comma(closer: string): void {
    const next = this.#next();
    if (next === ",") this.at++;
    else if (next !== closer) throw this.#malformed(`neither ',' nor '${closer}'`);
  }

  #text(path: string, role: "name" | "value"): Literal {
    const quote = this.#document[this.at];
    const start = this.at + 1;
    let coding: Coding = plain;
    let end = start;
    for (; this.#document[end] !== quote; end++) {
      if (end >= this.#document.length) throw this.#malformed("string without end");
      if (this.#document[end] !== 0x5c) continue;
      coding = pythonText;
      end++;
    }
    this.at = end + 1;
    const bytes = this.#document.subarray(start, end);
    const at = span(this.#base + start, this.#base + end);
    this.strings.push((role === "name" ? name : value)(path, at, coding, bytes));
    return { kind: "text", text: asBuffer(coding.decode(bytes)).toString("utf8") };
  }

  /** A number, `True`, `None`; or the letter before a string, which means nothing here. */
  #word(): Literal {
    const start = this.at;
    while (/[\w.+-]/.test(this.#char())) this.at++;
    const word = asBuffer(this.#document.subarray(start, this.at)).toString("latin1");
    if (/^[bu]$/i.test(word) && /['"]/.test(this.#char())) return this.#text("$", "value");
    if (word === "") throw this.#malformed("no value");
    // Python 2 wrote an L after large numbers.
    const number = Number(word.replace(/L$/, ""));
    return Number.isNaN(number) ? { kind: "word", word } : { kind: "number", number };
  }

  /** The next character that is no white space. */
  #next(): string {
    while (/[ \t\r\n\f]/.test(this.#char())) this.at++;
    return this.#char();
  }

  /** Empty at the end. */
  #char(): string {
    const byte = this.#document[this.at];
    return byte === undefined ? "" : String.fromCharCode(byte);
  }

  #malformed(message: string): MalformedError {
    return new MalformedError(this.#format, this.#base + this.at, message);
  }
}
