/** As much of `tare brief --format json` (schema `tare/brief/v1`) as the map draws. */
export interface DossierView {
  readonly entities: readonly Entity[];
  readonly links: readonly Link[];
  readonly attacks: readonly Attack[];
}

export interface Entity {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly why: string;
}

export interface Attack {
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}

/** Reads a dossier that came through a ledger: whatever is not as it should be is left out. */
export function dossierOf(value: unknown): DossierView {
  const entities = listIn(value, "entities").flatMap((each) =>
    textsIn(each, ["id", "kind", "name"]),
  );
  const ids = new Set(entities.map(({ id }) => id));
  return {
    entities,
    links: listIn(value, "links")
      .flatMap((each) => textsIn(each, ["from", "to", "kind", "why"]))
      .filter(({ from, to }) => ids.has(from) && ids.has(to) && from !== to),
    attacks: listIn(value, "attacks").flatMap((each) => textsIn(each, ["title", "why", "fix"])),
  };
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The object with these texts, in a list of one; of none where one is missing. */
function textsIn<Name extends string>(
  value: unknown,
  names: readonly Name[],
): readonly Readonly<Record<Name, string>>[] {
  const texts = names.map((name) => [name, fieldOf(value, name)] as const);
  if (texts.some(([, text]) => typeof text !== "string")) return [];
  return [Object.fromEntries(texts) as Readonly<Record<Name, string>>];
}
