import type { Probe } from "../../core/format.ts";
import { narrowHead, opensWith } from "./encoding.ts";

/**
 * Whether the head of a blob reads as JSON: one document (or several that
 * follow one another in any layout), or one document on each line.
 *
 * Every token of the head must stand where JSON allows it, so that a log line
 * such as `[12:00] started` is not taken for an array. Python's `NaN` and
 * `Infinity` count as numbers. A document that ends in the head must be whole.
 */
export function jsonShape(probe: Probe): JsonShape | undefined {
  const known = knownShapes.get(probe);
  if (known) return known.shape;
  const shape = shapeOf(probe);
  knownShapes.set(probe, { shape });
  return shape;
}

export type JsonShape = "document" | "lines";

/** Several formats ask about the same blob. */
const knownShapes = new WeakMap<Probe, { readonly shape: JsonShape | undefined }>();

function shapeOf({ head, name, blob }: Probe): JsonShape | undefined {
  const text = opensWith(head, 0x7b, 0x5b) ? narrowHead(head) : undefined;
  if (text === undefined || !/^[ \t\r\n]*[{[]/.test(text)) return undefined;
  const trial = tried(text);
  if (trial === undefined) return undefined;
  const isWhole = blob.size <= head.length;
  if (isWhole && !trial.complete) return undefined;
  const named = /\.(?:jsonl|ndjson|jsonlines)$/.test(name);
  return trial.onLines && (trial.documents > 1 || named) ? "lines" : "document";
}

interface Trial {
  /** How many documents started. */
  readonly documents: number;
  /** Whether each document that was seen stands on a line by itself. */
  readonly onLines: boolean;
  /** Whether the text ends where a document does. */
  readonly complete: boolean;
}

/** What may come next. `more`: a comma or the closing bracket. `any`: a value, or the end of an empty array. */
type Wanted = "value" | "any" | "name" | "first-name" | "colon" | "more";

const token =
  /[ \t\r]*(?:(?<mark>[{}[\]:,\n])|(?<string>"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*")|(?<scalar>-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|Infinity)|true|false|null|NaN)(?![\w.+-]))/y;

/** What a cut may leave of a token at the end of the head. */
const cutToken = /[ \t\r]*(?:"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*\\?|-?[\d.eE+-]*|[-a-zA-Z]{0,8})$/y;

function tried(text: string): Trial | undefined {
  const grammar = new Grammar();
  token.lastIndex = 0;
  let at = 0;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const { mark, string } = found.groups ?? {};
    // What reaches the end may be a piece of something longer.
    if (mark === undefined && string === undefined && token.lastIndex === text.length) break;
    if (!grammar.takes(mark ?? (string === undefined ? "0" : '"'))) return undefined;
    at = token.lastIndex;
  }
  cutToken.lastIndex = at;
  if (!cutToken.test(text)) return undefined;
  const { documents, onLines } = grammar;
  return { documents, onLines, complete: grammar.isComplete && text.slice(at).trim() === "" };
}

/** Follows the tokens of JSON texts: their brackets, `:`, `,`, line feeds, `"` for a string and `0` for a scalar. */
class Grammar {
  documents = 0;
  onLines = true;
  readonly #open: string[] = [];
  #wanted: Wanted = "value";
  #lineIsTaken = false;

  get isComplete(): boolean {
    return this.#open.length === 0 && this.documents > 0;
  }

  takes(mark: string): boolean {
    if (mark === "\n") return this.#line();
    if (this.#open.length === 0) return this.#starts(mark);
    switch (this.#wanted) {
      case "value":
        return this.#value(mark);
      case "any":
        return mark === "]" ? this.#closes("[") : this.#value(mark);
      case "first-name":
        return mark === "}" ? this.#closes("{") : this.#name(mark);
      case "name":
        return this.#name(mark);
      case "colon":
        this.#wanted = "value";
        return mark === ":";
      case "more":
        return this.#more(mark);
    }
  }

  /** A document is an object or an array. */
  #starts(mark: string): boolean {
    if (mark !== "{" && mark !== "[") return false;
    if (this.#lineIsTaken) this.onLines = false;
    this.#lineIsTaken = true;
    this.documents++;
    return this.#value(mark);
  }

  #line(): true {
    if (this.#open.length > 0) this.onLines = false;
    this.#lineIsTaken = false;
    return true;
  }

  #value(mark: string): boolean {
    if (mark === "{" || mark === "[") {
      this.#open.push(mark);
      this.#wanted = mark === "{" ? "first-name" : "any";
      return true;
    }
    this.#wanted = "more";
    return mark === '"' || mark === "0";
  }

  #name(mark: string): boolean {
    this.#wanted = "colon";
    return mark === '"';
  }

  #more(mark: string): boolean {
    if (mark === "," && this.#open.length > 0) {
      this.#wanted = this.#open.at(-1) === "{" ? "name" : "value";
      return true;
    }
    return this.#closes(mark === "}" ? "{" : mark === "]" ? "[" : "");
  }

  #closes(opened: string): boolean {
    this.#wanted = "more";
    return this.#open.pop() === opened;
  }
}
