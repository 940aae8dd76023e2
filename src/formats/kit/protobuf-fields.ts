/**
 * What the fields of protobuf messages hold, as tables. A format states its
 * messages as data, and `protobuf-walk.ts` makes regions of them.
 *
 * A field is written `name: kind`, or `name[]: kind` when it is repeated; a bare
 * name is a number, or many. The name `=` adds no step to the key path, so the
 * value of an entry is found under the entry's own key. Kinds, besides the names
 * of other messages of the same table:
 *
 * - `string`: text; `name`: text that names a thing, such as a tensor.
 * - `label`: a name that also stands for its message in the key path, instead of its index.
 * - `bytes`: text as a string, all else swept.
 * - `any`: as `bytes`, but what can be read as a message is read as one.
 * - `file`: text as a string, all else a blob of its own.
 * - `document`: a blob of its own: JSON, mostly.
 * - `tensor`: weights, not read.
 * - `selector`: a number that decides how a later field is read.
 *
 * `kind(value=other)` is `other` where the message's label or selector is `value`.
 */
export type MessageTable = Readonly<Record<string, Readonly<Record<number, string>>>>;

export type LeafKind =
  | "number"
  | "selector"
  | "string"
  | "name"
  | "label"
  | "bytes"
  | "any"
  | "file"
  | "document"
  | "tensor";

export type FieldKind = LeafKind | Message;

/** A message whose fields are known. */
export interface Message {
  readonly fields: ReadonlyMap<number, FieldRule>;
}

export interface FieldRule {
  /** What the field adds to the key path: `.name`, or nothing. */
  readonly step: string;
  readonly repeated: boolean;
  readonly kind: FieldKind;
  /** What the field holds instead, when the message's label or selector is `selected`. */
  readonly other: { readonly selected: string; readonly kind: FieldKind } | undefined;
}

const leafKinds: ReadonlySet<string> = new Set<LeafKind>([
  "number",
  "selector",
  "string",
  "name",
  "label",
  "bytes",
  "any",
  "file",
  "document",
  "tensor",
]);

/**
 * The messages of a table. Each is compiled when its fields are first asked for:
 * few of those that are known stand in a file.
 *
 * @throws {RangeError} From `fields`: the table has a mistake, an unknown kind, or a field that is not written as above.
 */
export function messagesOf<Table extends MessageTable>(
  table: Table,
): Readonly<Record<keyof Table, Message>> {
  const kindOf = (text: string): FieldKind => {
    const kind = isLeaf(text) ? text : messages[text];
    if (kind === undefined) throw new RangeError(`no kind or message '${text}'`);
    return kind;
  };
  const messages: Readonly<Record<string, Message>> = Object.fromEntries(
    Object.entries(table).map(([name, fields]) => [name, new WrittenMessage(fields, kindOf)]),
  );
  return messages as Readonly<Record<keyof Table, Message>>;
}

/** A class, since a getter of its own for each of some hundred messages takes milliseconds to make. */
class WrittenMessage implements Message {
  readonly #written: MessageTable[string];
  readonly #kindOf: (text: string) => FieldKind;
  #fields: Message["fields"] | undefined;

  constructor(written: MessageTable[string], kindOf: (text: string) => FieldKind) {
    this.#written = written;
    this.#kindOf = kindOf;
  }

  get fields(): Message["fields"] {
    return (this.#fields ??= new Map(
      Object.entries(this.#written).map(([number, text]) => [
        Number(number),
        ruleOf(text, this.#kindOf),
      ]),
    ));
  }
}

const isLeaf = (text: string): text is LeafKind => leafKinds.has(text);

const fieldPattern =
  /^(?<name>\w+|=)(?<repeated>\[\])?(?:: (?<kind>\w+)(?:\((?<selected>\w+)=(?<other>\w+)\))?)?$/;

function ruleOf(text: string, kindOf: (text: string) => FieldKind): FieldRule {
  const groups = fieldPattern.exec(text)?.groups;
  if (!groups) throw new RangeError(`field '${text}' is not written as name: kind`);
  const { name, repeated, kind = "number", selected, other } = groups;
  return {
    step: name === "=" ? "" : `.${name}`,
    repeated: repeated !== undefined,
    kind: kindOf(kind),
    other:
      selected === undefined || other === undefined ? undefined : { selected, kind: kindOf(other) },
  };
}
