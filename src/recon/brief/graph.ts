import type { Severity } from "../../core/finding.ts";
import { order } from "../../report/kit/order.ts";
import type { Certainty, EntityKind, LinkKind, Sign } from "./dossier.ts";

/** One name of something, with all that shows it. */
export interface Node {
  /** Kind, colon, and the name in its normal form: `machine:gpu07`. */
  readonly ref: string;
  readonly kind: EntityKind;
  readonly name: string;
  readonly sure: Certainty;
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly harm?: { readonly severity: Severity; readonly means: string; readonly remedy: string };
  /** By finding. */
  readonly signs: ReadonlyMap<string, Sign>;
}

/** Two nodes that belong together. `same`: they are names of one thing. */
export interface Edge {
  readonly from: string;
  readonly kind: LinkKind | "same";
  readonly to: string;
  readonly sure: Certainty;
  readonly why: string;
  readonly signs: ReadonlyMap<string, Sign>;
}

/** All that findings say, before names are put together. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly edges: ReadonlyMap<string, Edge>;
}

export const emptyGraph: Graph = { nodes: new Map(), edges: new Map() };

/**
 * Joins graphs. It does not matter in which order, nor how they are grouped, nor
 * whether one comes twice.
 */
export function joined(graphs: Iterable<Graph>): Graph {
  const all = [...graphs];
  const nodes = all.flatMap((graph) => [...graph.nodes]);
  const edges = all.flatMap((graph) => [...graph.edges]);
  return { nodes: each(grouped(nodes), oneNode), edges: each(grouped(edges), oneEdge) };
}

export const edgeKey = ({ from, kind, to }: Pick<Edge, "from" | "kind" | "to">): string =>
  [from, kind, to].join(" ");

const each = <T>(
  groups: ReadonlyMap<string, readonly T[]>,
  one: (same: readonly T[]) => T,
): ReadonlyMap<string, T> =>
  new Map(
    [...groups]
      .sort(([key], [other]) => order(key, other))
      .map(([key, same]) => [key, one(same)] as const),
  );

function oneNode(same: readonly Node[]): Node {
  const [first] = same as readonly [Node, ...Node[]];
  const harm = least(
    same.flatMap(({ harm }) => harm ?? []),
    (harm) => JSON.stringify(harm),
  );
  return {
    ref: first.ref,
    kind: first.kind,
    name:
      least(
        same.map(({ name }) => name),
        longestFirst,
      ) ?? first.name,
    sure: surest(same),
    facts: joinedFacts(same.map(({ facts }) => facts)),
    ...(harm && { harm }),
    signs: joinedSigns(same),
  };
}

/** The longest says the most: `http://mlflow:5000` rather than `mlflow:5000`. */
const longestFirst = (name: string): string =>
  `${String(99_999 - name.length).padStart(5, "0")} ${name}`;

function oneEdge(same: readonly Edge[]): Edge {
  const sure = surest(same);
  const [first] = same as readonly [Edge, ...Edge[]];
  const whys = same.filter((edge) => edge.sure === sure).map(({ why }) => why);
  return { ...first, sure, why: least(whys) ?? first.why, signs: joinedSigns(same) };
}

export const surest = (all: readonly { readonly sure: Certainty }[]): Certainty =>
  all.some(({ sure }) => sure === "certain") ? "certain" : "likely";

/** The values of each key, in their order. */
export function grouped<K, V>(pairs: Iterable<readonly [K, V]>): ReadonlyMap<K, readonly V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** The first in order: the same whatever the order that they come in. */
export const least = <T>(items: readonly T[], key: (item: T) => string = String): T | undefined =>
  items.toSorted((one, other) => order(key(one), key(other)))[0];

export function joinedFacts(
  all: readonly Readonly<Record<string, readonly string[]>>[],
): Readonly<Record<string, readonly string[]>> {
  const facts = new Map<string, Set<string>>();
  for (const each of all)
    for (const [name, values] of Object.entries(each))
      facts.set(name, new Set([...(facts.get(name) ?? []), ...values]));
  return Object.fromEntries(
    [...facts]
      .sort(([one], [other]) => order(one, other))
      .map(([name, values]) => [name, [...values].sort(order)]),
  );
}

export const joinedSigns = (
  all: readonly { readonly signs: ReadonlyMap<string, Sign> }[],
): ReadonlyMap<string, Sign> => new Map(all.flatMap(({ signs }) => [...signs]));
