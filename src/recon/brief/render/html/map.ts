import { order } from "../../../../report/kit/order.ts";
import type { Certainty, Dossier, Entity, EntityKind, Link } from "../../dossier.ts";
import { grouped } from "../../graph.ts";
import { byKind } from "../words.ts";

/** What stands in the map for an entity, or for those that do not fit. */
export interface Spot {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name: string;
  /** How many it stands for, where it is no single one. */
  readonly folded?: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
  readonly sure: Certainty;
  /** How many links it stands for, and the first of them. */
  readonly count: number;
  readonly link: Link;
}

/** The map before anything has a place: columns of spots, and lines between them. */
export interface BriefMap {
  readonly columns: readonly (readonly Spot[])[];
  readonly lines: readonly Line[];
}

/** Which kinds stand together, so that most links lead from one column to the next. Software has no links. */
const columns: readonly (readonly EntityKind[])[] = [
  ["person"],
  ["credential", "machine"],
  ["account", "service"],
  ["storage", "project", "network"],
];

/** So many of a kind can be read; the others are one spot. */
const mostOfKind = 8;

/** Chooses what is shown, and puts it in an order in which few lines cross. The same for the same dossier. */
export function mapOf(dossier: Dossier): BriefMap {
  const weights = weightsOf(dossier);
  const spotOf = new Map<string, Spot>();
  for (const [kind, entities] of byKind(dossier.entities)) {
    const sorted = entities.toSorted(
      (one, other) =>
        (weights.get(other.id) ?? 0) - (weights.get(one.id) ?? 0) || order(one.id, other.id),
    );
    const shown = sorted.length > mostOfKind + 1 ? sorted.slice(0, mostOfKind) : sorted;
    for (const { id, name } of shown) spotOf.set(id, { id, kind, name });
    const rest = sorted.slice(shown.length);
    for (const { id } of rest) spotOf.set(id, foldedSpot(kind, rest));
  }
  const lines = linesBetween(dossier.links, spotOf);
  const placed = columns.map((kinds) => [
    ...new Map(
      [...spotOf.values()]
        .filter(({ kind }) => kinds.includes(kind))
        .map((spot) => [spot.id, spot]),
    ).values(),
  ]);
  return {
    columns: untangled(
      placed.filter((column) => column.length > 0),
      lines,
    ),
    lines,
  };
}

const foldedSpot = (kind: EntityKind, rest: readonly Entity[]): Spot => ({
  id: `folded:${kind}`,
  kind,
  name: `and ${rest.length} more`,
  folded: rest.length,
});

/** What attacks and links make of an entity. */
function weightsOf({ attacks, links }: Dossier): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  const add = (id: string, weight: number): void =>
    void weights.set(id, (weights.get(id) ?? 0) + weight);
  for (const { score, targets } of attacks)
    for (const { entities } of targets) for (const id of entities) add(id, score);
  for (const { from, to } of links) {
    add(from, 1);
    add(to, 1);
  }
  return weights;
}

function linesBetween(links: readonly Link[], spotOf: ReadonlyMap<string, Spot>): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const link of links) {
    const [from, to] = [spotOf.get(link.from)?.id, spotOf.get(link.to)?.id];
    if (from === undefined || to === undefined || from === to) continue;
    const key = `${from} ${to}`;
    const known = lines.get(key);
    if (!known) lines.set(key, { from, to, sure: link.sure, count: 1, link });
    else
      lines.set(key, {
        ...known,
        count: known.count + 1,
        sure: known.sure === "certain" ? "certain" : link.sure,
      });
  }
  return [...lines.values()];
}

/** How often each column is put in order again. */
const rounds = 6;

/** Puts each column in the order of the middle of what its spots are linked to; kinds stay together. */
function untangled(
  columns: readonly (readonly Spot[])[],
  lines: readonly Line[],
): readonly (readonly Spot[])[] {
  const around = grouped(
    lines.flatMap(({ from, to }) => [[from, to] as const, [to, from] as const]),
  );
  let now = columns;
  for (let round = 0; round < rounds; round++) {
    const heights = new Map(
      now.flatMap((column) =>
        column.map(({ id }, at) => [id, (at + 0.5) / column.length] as const),
      ),
    );
    now = now.map((column) => sortedBy(column, (spot) => middleOf(spot, around, heights)));
  }
  return now;
}

function middleOf(
  { id }: Spot,
  around: ReadonlyMap<string, readonly string[]>,
  heights: ReadonlyMap<string, number>,
): number {
  const all = [id, ...(around.get(id) ?? [])].flatMap((each) => heights.get(each) ?? []);
  return all.reduce((sum, each) => sum + each, 0) / Math.max(1, all.length);
}

function sortedBy(column: readonly Spot[], middle: (spot: Spot) => number): readonly Spot[] {
  const kinds = [...Map.groupBy(column, ({ kind }) => kind)].map(([, spots]) => ({
    spots: spots.toSorted(
      (one, other) =>
        Number(one.folded !== undefined) - Number(other.folded !== undefined) ||
        middle(one) - middle(other) ||
        order(one.id, other.id),
    ),
    middle: spots.reduce((sum, spot) => sum + middle(spot), 0) / spots.length,
  }));
  return kinds.sort((one, other) => one.middle - other.middle).flatMap(({ spots }) => spots);
}
