import { type Span, span } from "../../core/span.ts";
import type { Field, Layout } from "./arrow-schema.ts";
import { step } from "./table-metadata.ts";

/** The buffers of one column of a batch. */
export interface Column {
  /** Of the batch: `$.batches[0]`. */
  readonly batch: string;
  /** What the column adds to it: `.messages.item.content`. */
  readonly path: string;
  readonly name: string;
  readonly kind: "numbers" | "texts" | "views";
  /** Of the offsets of `texts`, in bytes. */
  readonly width: 4 | 8;
  /** Numbers, offsets, or views. */
  readonly main: Span;
  /** The texts themselves. */
  readonly data: readonly Span[];
}

type Part = Pick<Column, "kind" | "width" | "main" | "data">;

/** The buffers of a batch, taken one after the other. */
export interface Buffers {
  readonly spans: readonly Span[];
  /** How many data buffers each column of views has. */
  readonly variadic: readonly number[];
  /** Before version 5 of the metadata, unions could be null. */
  readonly unionsHaveNulls: boolean;
}

const empty = span(0, 0);

/** Which buffers belong to which column (https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message). */
export function* columnsOf(
  fields: readonly Field[],
  buffers: Buffers,
  batch: string,
): Generator<Column> {
  const taker = new Taker(buffers);
  for (const field of fields) yield* taker.column(field, batch, step(field.name));
}

/** Takes the buffers of a batch as its columns ask for them. */
class Taker {
  readonly #buffers: Buffers;
  #next = 0;
  #nextViews = 0;

  constructor(buffers: Buffers) {
    this.#buffers = buffers;
  }

  *column(field: Field, batch: string, path: string): Generator<Column> {
    const layout = field.dictionary === undefined ? field.layout : "numbers";
    if (layout === "nothing") return;
    if (this.#saysNulls(layout)) this.#take();
    for (const part of this.#parts(layout)) yield { batch, path, name: field.name, ...part };
    if (field.dictionary === undefined)
      for (const child of field.children) yield* this.column(child, batch, path + step(child.name));
  }

  #saysNulls(layout: Layout): boolean {
    return !withoutNulls.has(layout) || (this.#buffers.unionsHaveNulls && layout !== "runs");
  }

  #parts(layout: Layout): readonly Part[] {
    switch (layout) {
      case "numbers":
      case "lists":
      case "sparse":
        return [this.#numbers()];
      case "listViews":
      case "dense":
        return [this.#numbers(), this.#numbers()];
      case "texts":
        return [{ kind: "texts", width: 4, main: this.#take(), data: [this.#take()] }];
      case "longTexts":
        return [{ kind: "texts", width: 8, main: this.#take(), data: [this.#take()] }];
      case "views":
        return [{ kind: "views", width: 4, main: this.#take(), data: this.#texts() }];
      case "nothing":
      case "rows":
      case "runs":
        return [];
    }
  }

  #numbers(): Part {
    return { kind: "numbers", width: 4, main: this.#take(), data: [] };
  }

  /** The buffers that the views of a column point into. */
  #texts(): readonly Span[] {
    const { variadic, spans } = this.#buffers;
    const count = Math.min(variadic[this.#nextViews++] ?? 0, spans.length - this.#next);
    return Array.from({ length: count }, () => this.#take());
  }

  #take(): Span {
    return this.#buffers.spans[this.#next++] ?? empty;
  }
}

/** Layouts that have no buffer of which values are null. */
const withoutNulls: ReadonlySet<string> = new Set(["sparse", "dense", "runs"]);
