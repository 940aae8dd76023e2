import { type Span, span } from "../../core/span.ts";
import type { Field } from "./arrow-schema.ts";
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
  { spans, variadic, unionsHaveNulls }: Buffers,
  batch: string,
): Generator<Column> {
  let next = 0;
  let views = 0;
  const take = (): Span => spans[next++] ?? empty;
  const walk = function* (field: Field, path: string): Generator<Column> {
    const base = { batch, path, name: field.name, width: 4 } as const;
    const layout = field.dictionary === undefined ? field.layout : "numbers";
    if (layout === "nothing") return;
    if (!withoutNulls.has(layout) || (unionsHaveNulls && layout !== "runs")) take();
    switch (layout) {
      case "numbers":
      case "lists":
      case "sparse":
        yield { ...base, kind: "numbers", main: take(), data: [] };
        break;
      case "listViews":
      case "dense":
        yield { ...base, kind: "numbers", main: take(), data: [] };
        yield { ...base, kind: "numbers", main: take(), data: [] };
        break;
      case "texts":
        yield { ...base, kind: "texts", main: take(), data: [take()] };
        break;
      case "longTexts":
        yield { ...base, kind: "texts", width: 8, main: take(), data: [take()] };
        break;
      case "views": {
        const main = take();
        const count = Math.min(variadic[views++] ?? 0, spans.length - next);
        yield { ...base, kind: "views", main, data: Array.from({ length: count }, take) };
        break;
      }
      case "rows":
      case "runs":
    }
    if (field.dictionary === undefined)
      for (const child of field.children) yield* walk(child, path + step(child.name));
  };
  for (const field of fields) yield* walk(field, step(field.name));
}

/** Layouts that have no buffer of which values are null. */
const withoutNulls: ReadonlySet<string> = new Set(["sparse", "dense", "runs"]);
