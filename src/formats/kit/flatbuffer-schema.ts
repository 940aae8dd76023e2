/**
 * The tables of a flatbuffer, as data. A table is written as its fields, in the
 * order in which they are to be read, each with its slot and its kind:
 * `{ name: "0: label", buffers: "4: [Buffer]" }`. Numbers are left out. Kinds:
 *
 * - the name of another table of the same schema, or `[Name]` for many of them;
 * - `string`: text; `name`: text that names a thing; `[string]`, `[name]`: many;
 * - `label`: a name that also stands for its table in the key path, instead of its index;
 * - `bytes`: what the format makes of them;
 * - `numbers(4)`: a vector of values of so many bytes, not read;
 * - `union(A B _ C)`: the table that the slot before it picks, 1 for the first; `_` is one without text.
 */
export type FlatSchema = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface FlatTable {
  /** The name in the schema. */
  readonly name: string;
  readonly fields: readonly FlatField[];
}

export interface FlatField {
  readonly name: string;
  readonly slot: number;
  readonly kind: FlatKind;
}

export type FlatKind =
  | { readonly kind: "string"; readonly role: "value" | "name"; readonly label: boolean }
  | { readonly kind: "strings"; readonly role: "value" | "name" }
  | { readonly kind: "bytes" }
  | { readonly kind: "numbers"; readonly width: number }
  | { readonly kind: "table"; readonly table: FlatTable }
  | { readonly kind: "tables"; readonly table: FlatTable }
  | { readonly kind: "union"; readonly tables: readonly (FlatTable | undefined)[] };

/**
 * Compiles a schema.
 *
 * @throws {RangeError} It has a mistake: a field that is not written as above, or a table that is not there.
 */
export function flatTables<Schema extends FlatSchema>(
  schema: Schema,
): Readonly<Record<keyof Schema, FlatTable>> {
  const tables = new Map<string, { name: string; fields: FlatField[] }>();
  for (const name of Object.keys(schema)) tables.set(name, { name, fields: [] });
  const tableOf = (name: string): FlatTable => {
    const table = tables.get(name);
    if (!table) throw new RangeError(`no table '${name}'`);
    return table;
  };
  for (const [name, fields] of Object.entries(schema))
    for (const [field, text] of Object.entries(fields)) {
      const [, slot, kind] = /^(\d+): (.+)$/.exec(text) ?? [];
      if (slot === undefined || kind === undefined)
        throw new RangeError(`field '${text}' is not written as slot: kind`);
      tables
        .get(name)
        ?.fields.push({ name: field, slot: Number(slot), kind: kindOf(kind, tableOf) });
    }
  return Object.fromEntries(tables) as Record<string, FlatTable> as Record<keyof Schema, FlatTable>;
}

const plainKinds: Readonly<Record<string, FlatKind>> = {
  string: { kind: "string", role: "value", label: false },
  name: { kind: "string", role: "name", label: false },
  label: { kind: "string", role: "name", label: true },
  "[string]": { kind: "strings", role: "value" },
  "[name]": { kind: "strings", role: "name" },
  bytes: { kind: "bytes" },
};

function kindOf(text: string, tableOf: (name: string) => FlatTable): FlatKind {
  const plain = plainKinds[text];
  if (plain) return plain;
  const [, opening, inner = ""] = /^(\[|numbers\(|union\()(.+)[\])]$/.exec(text) ?? [];
  switch (opening) {
    case "[":
      return { kind: "tables", table: tableOf(inner) };
    case "numbers(":
      return { kind: "numbers", width: Number(inner) };
    case "union(":
      return { kind: "union", tables: unionOf(inner, tableOf) };
    default:
      return { kind: "table", table: tableOf(text) };
  }
}

const unionOf = (
  names: string,
  tableOf: (name: string) => FlatTable,
): readonly (FlatTable | undefined)[] =>
  names.split(" ").map((each) => (each === "_" ? undefined : tableOf(each)));
