import { type Span, span } from "../../core/span.ts";

/** Where a character stands: lines and columns from 1, columns and offsets in bytes of UTF-8, as reports give them. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly span: Span;
}

/** The text of a file. Offsets in it are UTF-16 code units, as in all strings. */
export class SourceText {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  #starts: number[] | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  place(at: Span): Place {
    const line = this.lineOf(at.start);
    const lineStart = this.#lines()[line - 1] ?? 0;
    const before = Buffer.byteLength(this.text.slice(0, at.start));
    return {
      line,
      column: Buffer.byteLength(this.text.slice(lineStart, at.start)) + 1,
      span: span(before, before + Buffer.byteLength(this.text.slice(at.start, at.end))),
    };
  }

  /** The line of an offset, from 1. */
  lineOf(at: number): number {
    const starts = this.#lines();
    let [low, high] = [0, starts.length];
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The line that an offset stands on, without its end. */
  lineAt(at: number): string {
    const start = this.text.lastIndexOf("\n", at - 1) + 1;
    const end = this.text.indexOf("\n", at);
    return this.text.slice(start, end < 0 ? undefined : end);
  }

  #lines(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1))
      starts.push(at + 1);
    return (this.#starts = starts);
  }
}
