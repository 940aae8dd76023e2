import type { DossierView, Entity, Link } from "./dossier.ts";

/** From left to right: who, with what, where to, on what, from what. */
export const columns = [
  { title: "People, accounts", kinds: ["person", "account"] },
  { title: "Credentials", kinds: ["credential"] },
  { title: "Services, storage", kinds: ["service", "storage"] },
  { title: "Machines, networks", kinds: ["machine", "network"] },
  { title: "Projects, model, software", kinds: ["project", "model", "software"] },
] as const;

/** More in a column than this are counted, the ones with fewest links first. */
const mostInColumn = 12;

export interface Placed extends Entity {
  readonly column: number;
  /** From 0, the top. */
  readonly row: number;
}

export interface Layout {
  readonly placed: readonly Placed[];
  readonly links: readonly Link[];
  /** How many each column leaves out. */
  readonly left: readonly number[];
  readonly rows: number;
}

/**
 * Puts entities into columns by kind, and orders each column so that links are
 * short: each entity goes to the mean height of what it is linked to, a few
 * times over (Sugiyama's barycentres). The same dossier always looks the same.
 */
export function layoutOf({ entities, links }: DossierView): Layout {
  const degrees = degreesOf(links);
  const all = columns.map(({ kinds }) =>
    entities
      .filter(({ kind }) => (kinds as readonly string[]).includes(kind))
      .sort((a, b) => (degrees.get(b.id) ?? 0) - (degrees.get(a.id) ?? 0) || order(a.id, b.id)),
  );
  let kept = all.map((column) => column.slice(0, mostInColumn));
  for (let sweep = 0; sweep < 4; sweep++) kept = sorted(kept, links);
  const rows = Math.max(0, ...kept.map(({ length }) => length));
  const placed = kept.flatMap((column, at) =>
    column.map((entity, row) => ({ ...entity, column: at, row: row + (rows - column.length) / 2 })),
  );
  const shown = new Set(placed.map(({ id }) => id));
  return {
    placed,
    links: links.filter(({ from, to }) => shown.has(from) && shown.has(to)),
    left: all.map(({ length }) => Math.max(0, length - mostInColumn)),
    rows,
  };
}

const order = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function degreesOf(links: readonly Link[]): ReadonlyMap<string, number> {
  const degrees = new Map<string, number>();
  for (const { from, to } of links)
    for (const id of [from, to]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  return degrees;
}

/** One sweep: column by column, each by the mean height of what its entities are linked to. */
function sorted(all: readonly Entity[][], links: readonly Link[]): Entity[][] {
  const most = Math.max(1, ...all.map(({ length }) => length));
  const heights = new Map<string, number>();
  const note = (column: readonly Entity[]): void => {
    for (const [row, { id }] of column.entries()) heights.set(id, row + (most - column.length) / 2);
  };
  for (const column of all) note(column);
  return all.map((column) => {
    const means = new Map(column.map(({ id }) => [id, meanOf(id, links, heights)]));
    const next = column.toSorted(
      (a, b) => (means.get(a.id) ?? 0) - (means.get(b.id) ?? 0) || order(a.id, b.id),
    );
    note(next);
    return next;
  });
}

function meanOf(id: string, links: readonly Link[], heights: ReadonlyMap<string, number>): number {
  const ends = links.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []));
  const known = ends.map((end) => heights.get(end)).filter((height) => height !== undefined);
  if (known.length === 0) return heights.get(id) ?? 0;
  return known.reduce((sum, height) => sum + height, 0) / known.length;
}
