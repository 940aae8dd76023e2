import type { Blob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type Region } from "../../core/region.ts";
import type { FlatTable } from "./flat-table.ts";
import { decodeName } from "./names.ts";
import { metadataRegions, step } from "./table-metadata.ts";

/** How a column's buffers are laid out, as far as strings are concerned. */
export type Layout =
  | "nothing"
  | "numbers"
  | "texts"
  | "longTexts"
  | "views"
  | "lists"
  | "listViews"
  | "rows"
  | "sparse"
  | "dense"
  | "runs";

/** A column of a table. */
export interface Field {
  readonly name: string;
  readonly layout: Layout;
  readonly children: readonly Field[];
  /** Of the dictionary whose entries the column's numbers count; its values are laid out as `layout`. */
  readonly dictionary: number | undefined;
}

/** `Type` of Schema.fbs, by its number. https://github.com/apache/arrow/blob/main/format/Schema.fbs */
const layouts: readonly Layout[] = [
  "nothing",
  "nothing",
  "numbers",
  "numbers",
  "texts",
  "texts",
  "numbers",
  "numbers",
  "numbers",
  "numbers",
  "numbers",
  "numbers",
  "lists",
  "rows",
  "sparse",
  "numbers",
  "rows",
  "lists",
  "numbers",
  "longTexts",
  "longTexts",
  "lists",
  "runs",
  "views",
  "views",
  "listViews",
  "listViews",
];
const unionType = 14;
/** No table of people nests deeper. */
const deepest = 64;
/** Parts of a flatbuffer may be used twice, so that a small one can claim any number of columns. */
const mostFields = 100_000;

/** The columns that a schema lists. @throws {MalformedError} There are too many, or one of a type that is not known. */
export function fieldsOf(schema: FlatTable): readonly Field[] {
  let count = 0;
  const fieldOf = (table: FlatTable, depth: number): Field => {
    if (depth > deepest || ++count > mostFields)
      throw new MalformedError("arrow", 0, `more than ${mostFields} columns, or ${deepest} deep`);
    const type = table.byte(2);
    const layout = layouts[type];
    if (layout === undefined) throw new MalformedError("arrow", 0, `column of type ${type}`);
    return {
      name: decodeName(table.text(0)?.bytes ?? new Uint8Array()),
      layout: type === unionType && table.table(3)?.short(0) === 1 ? "dense" : layout,
      children: table.tables(5).map((each) => fieldOf(each, depth + 1)),
      dictionary: table.table(4)?.long(0),
    };
  };
  return schema.tables(1).map((each) => fieldOf(each, 0));
}

/** The names and metadata of a schema. */
export function* schemaRegions(blob: Blob, schema: FlatTable, key: string): Generator<Region> {
  yield* pairRegions(blob, schema.tables(2), key);
  for (const [index, field] of schema.tables(1).entries())
    yield* fieldRegions(blob, field, `${key}.fields[${index}]`);
}

function* fieldRegions(blob: Blob, field: FlatTable, key: string): Generator<Region> {
  const text = field.text(0);
  if (text) yield name(`${key}.name`, text.at, plain, text.bytes);
  yield* pairRegions(blob, field.tables(6), key);
  for (const [index, child] of field.tables(5).entries())
    yield* fieldRegions(blob, child, `${key}.children[${index}]`);
}

/** Metadata: pairs of a key and a value. */
export function* pairRegions(
  blob: Blob,
  pairs: readonly FlatTable[],
  key: string,
): Generator<Region> {
  for (const pair of pairs) {
    const [title, text] = [pair.text(0), pair.text(1)];
    const path = `${key}.metadata${step(title ? decodeName(title.bytes) : "")}`;
    if (title) yield name(path, title.at, plain, title.bytes);
    if (text) yield* metadataRegions(blob, { ...text, key: path });
  }
}
