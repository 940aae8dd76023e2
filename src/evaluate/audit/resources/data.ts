import type { Span } from "../../../core/span.ts";

/** One entry of a mapping. */
export interface DataEntry {
  readonly key: string;
  readonly keyAt: Span;
  readonly value: Data;
}

/** A value of any notation (YAML, JSON, HCL), with its place. What is no such thing as it is asked for gives nothing. */
export interface Data {
  readonly at: Span;
  /** A scalar as text; what is filled in stands as it is written. */
  readonly text: string | undefined;
  entries(): readonly DataEntry[];
  /** The items of a list. */
  items(): readonly Data[];
  /** What stands under the keys, one below the other. */
  get(...keys: readonly string[]): Data | undefined;
  /** The items of a list, or the one thing that stands instead of one. */
  list(): readonly Data[];
}

/** What a value is made of. */
export type Content =
  | { readonly kind: "scalar"; readonly text: string | undefined }
  | { readonly kind: "list"; readonly items: readonly Data[] }
  | { readonly kind: "mapping"; readonly entries: readonly DataEntry[] };

/** A value that is known whole. */
export function dataOf(at: Span, content: Content): Data {
  const entries = content.kind === "mapping" ? content.entries : [];
  const data: Data = {
    at,
    text: content.kind === "scalar" ? content.text : undefined,
    entries: () => entries,
    items: () => (content.kind === "list" ? content.items : []),
    get(first, ...others) {
      const found = entries.find(({ key }) => key === first)?.value;
      return others.length === 0 ? found : found?.get(...others);
    },
    list: () => (content.kind === "list" ? content.items : [data]),
  };
  return data;
}

/** All scalars in a value. */
export function* scalarsIn(data: Data): Generator<Data> {
  if (data.text !== undefined) yield data;
  for (const each of data.items()) yield* scalarsIn(each);
  for (const { value } of data.entries()) yield* scalarsIn(value);
}
