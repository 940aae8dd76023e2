import type { EntityKind, LinkKind } from "./dossier.ts";
import { type Edge, edgeKey, type Graph, grouped, type Node } from "./graph.ts";
import { providerHosts } from "./names/providers.ts";

/** What it means that two stand in one file, if nothing else of either kind does. */
interface Nearby {
  readonly from: EntityKind;
  readonly kind: LinkKind;
  readonly to: EntityKind;
  readonly if?: (from: Node, to: Node) => boolean;
}

const providersOf = ({ facts }: Node): readonly string[] => facts["provider"] ?? [];

/** Whether a key of one provider may open what is kept at it. */
function isSameProvider(from: Node, to: Node): boolean {
  const [provider] = providersOf(from);
  if (provider === undefined) return false;
  const host = providerHosts[provider];
  return (
    providersOf(to).includes(provider) ||
    (host !== undefined && (to.ref.includes(`:${host}/`) || to.name.includes(host)))
  );
}

/** Whether work was done there: a machine that is known by name, not only for what it serves. */
function isWorkplace({ facts }: Node): boolean {
  return facts["seen"]?.includes("by name") === true;
}

const nearby: readonly Nearby[] = [
  { from: "person", kind: "uses", to: "machine", if: (_, to) => isWorkplace(to) },
  { from: "person", kind: "uses", to: "service", if: (_, to) => !isProvider(to) },
  { from: "person", kind: "works-with", to: "storage" },
  { from: "person", kind: "works-with", to: "project" },
  { from: "machine", kind: "works-with", to: "storage", if: isWorkplace },
  {
    from: "machine",
    kind: "uses",
    to: "service",
    if: (from, to) => isWorkplace(from) && !isProvider(to),
  },
  { from: "machine", kind: "holds", to: "credential", if: isWorkplace },
  { from: "person", kind: "owns", to: "credential" },
  { from: "credential", kind: "opens", to: "storage", if: isSameProvider },
  { from: "credential", kind: "opens", to: "project", if: isSameProvider },
];

/** The provider of a credential: everybody's, and no service of theirs. */
const isProvider = ({ facts }: Node): boolean => facts["type"]?.includes("provider") === true;

/** More of a kind in one file say nothing about each other. */
const mostTogether = 12;

/** Files with more than that of both kinds are lists: who is meant is never plain in them. */
const mostCompared = 60;

/**
 * Links between what stands in the same file, where it is plain who is meant:
 * of one of the two kinds there is only one in it.
 *
 * @param one The names that are one: of any two of them the first.
 */
export function* linksNearby(graph: Graph, one: ReadonlyMap<string, string>): Generator<Edge> {
  for (const [path, nodes] of byFile(graph)) {
    const inFile = Map.groupBy(nodes, ({ kind }) => kind);
    for (const rule of nearby) {
      const pairs = pairsBy(rule, inFile);
      const froms = distinct(
        pairs.map(([from]) => from),
        one,
      );
      const tos = distinct(
        pairs.map(([, to]) => to),
        one,
      );
      if (Math.min(froms, tos) !== 1 || Math.max(froms, tos) > mostTogether) continue;
      for (const [from, to] of pairs) yield linkBetween(from, to, { kind: rule.kind, path });
    }
  }
}

function pairsBy(
  { from, to, if: holds = () => true }: Nearby,
  inFile: ReadonlyMap<EntityKind, readonly Node[]>,
): readonly (readonly [Node, Node])[] {
  const [froms, tos] = [inFile.get(from) ?? [], inFile.get(to) ?? []];
  if (Math.min(froms.length, tos.length) > mostCompared) return [];
  return froms.flatMap((one) =>
    tos.filter((other) => holds(one, other)).map((other) => [one, other] as const),
  );
}

const distinct = (nodes: readonly Node[], one: ReadonlyMap<string, string>): number =>
  new Set(nodes.map(({ ref }) => one.get(ref) ?? ref)).size;

function linkBetween(
  from: Node,
  to: Node,
  { kind, path }: { readonly kind: LinkKind; readonly path: string },
): Edge {
  const signs = [signIn(from, path), signIn(to, path)].filter((sign) => sign !== undefined);
  return {
    from: from.ref,
    kind,
    to: to.ref,
    sure: "likely",
    why: "both stand in the same file",
    signs: new Map(signs.map((sign) => [sign.finding, sign])),
  };
}

const signIn = ({ signs }: Node, path: string) =>
  [...signs.values()].find(({ place }) => place.path === path);

function byFile({ nodes }: Graph): ReadonlyMap<string, readonly Node[]> {
  const pairs = [...nodes.values()].flatMap((node) =>
    [...new Set([...node.signs.values()].map(({ place }) => place.path))].map(
      (path) => [path, node] as const,
    ),
  );
  return grouped(pairs);
}

/** The graph with what stands together. What is linked for certain needs no guess. */
export function withNearby(graph: Graph, one: ReadonlyMap<string, string>): Graph {
  const edges = new Map(graph.edges);
  for (const each of linksNearby(graph, one)) {
    const key = edgeKey(each);
    const known = edges.get(key);
    if (!known) edges.set(key, each);
    else if (known.sure === "likely")
      edges.set(key, { ...known, signs: new Map([...known.signs, ...each.signs]) });
  }
  return { nodes: graph.nodes, edges };
}
