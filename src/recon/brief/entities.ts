import { order } from "../../report/kit/order.ts";
import { type Alias, type Entity, type Link, linkId } from "./dossier.ts";
import {
  type Edge,
  type Graph,
  joinedFacts,
  joinedSigns,
  least,
  type Node,
  surest,
} from "./graph.ts";
import { byPlace } from "./signs.ts";

/** Places that are listed of one entity or link; it says how many there are. */
const mostSigns = 6;

/**
 * Which names are one: from each name to the first of its group, in order.
 *
 * @param sure Whether only what is certain counts.
 */
export function groupsOf({ nodes, edges }: Graph, sure?: "certain"): ReadonlyMap<string, string> {
  const parents = new Map([...nodes.keys()].map((ref) => [ref, ref]));
  const root = (ref: string): string => {
    let at = ref;
    for (let up = parents.get(at); up !== undefined && up !== at; up = parents.get(at)) at = up;
    return at;
  };
  for (const edge of edges.values()) {
    if (edge.kind !== "same" || (sure && edge.sure !== sure)) continue;
    const [first = "", second = ""] = [root(edge.from), root(edge.to)].sort(order);
    parents.set(second, first);
  }
  return new Map([...parents.keys()].map((ref) => [ref, root(ref)]));
}

/** Puts the names together that are one, and links what they name. */
export function resolved(graph: Graph): {
  readonly entities: readonly Entity[];
  readonly links: readonly Link[];
} {
  const one = groupsOf(graph);
  const certain = groupsOf(graph, "certain");
  const groups = Map.groupBy(graph.nodes.values(), ({ ref }) => one.get(ref) ?? ref);
  const sames = [...graph.edges.values()].filter(({ kind }) => kind === "same");
  const entities = [...groups].flatMap(([id, nodes]) => entityOf(id, nodes, { sames, certain }));
  return {
    entities: entities.sort((a, b) => order(a.id, b.id)),
    links: linksOf(graph, one),
  };
}

interface Sames {
  readonly sames: readonly Edge[];
  readonly certain: ReadonlyMap<string, string>;
}

/** The entity of some names; none of no name. */
function entityOf(
  id: string,
  nodes: readonly Node[],
  { sames, certain }: Sames,
): readonly Entity[] {
  const best = least(nodes, worth);
  if (!best) return [];
  const signs = [...joinedSigns(nodes).values()].sort(byPlace);
  const harm = nodes.find(({ harm }) => harm)?.harm;
  return [
    {
      id,
      kind: best.kind,
      name: best.name,
      sure: surest(nodes),
      also: nodes
        .filter((node) => node !== best)
        .map((node) => aliasOf(node, best, { sames, certain }))
        .sort((one, other) => order(one.name, other.name)),
      facts: joinedFacts(nodes.map(({ facts }) => facts)),
      ...(harm && { harm }),
      evidence: signs.slice(0, mostSigns),
      places: signs.length,
    },
  ];
}

/** Which of its names an entity is called by: a full name, the longest of a machine, then the first in order. */
function worth({ ref, name }: Node): string {
  const kind = ["name/", "mail/", "login/"].findIndex((each) => ref.startsWith(`person:${each}`));
  const length = String(9999 - name.length).padStart(4, "0");
  return `${kind < 0 ? 0 : kind}${length}${ref}`;
}

function aliasOf(node: Node, best: Node, { sames, certain }: Sames): Alias {
  const isCertain = certain.get(node.ref) === certain.get(best.ref);
  const edges = sames.filter(
    ({ from, to, sure }) =>
      (from === node.ref || to === node.ref) && (sure === "certain") === isCertain,
  );
  const why = least(edges.map((edge) => edge.why)) ?? "by way of another of its names";
  return { name: node.name, sure: isCertain ? "certain" : "likely", why };
}

function linksOf({ edges }: Graph, one: ReadonlyMap<string, string>): readonly Link[] {
  const groups = Map.groupBy(
    [...edges.values()].flatMap((edge) => linkOf(edge, one) ?? []),
    linkId,
  );
  return [...groups]
    .sort(([id], [other]) => order(id, other))
    .map(([, same]) => {
      const sure = surest(same);
      const best = least(
        same.filter((link) => link.sure === sure),
        ({ why }) => why,
      );
      const all = new Map(
        same.flatMap(({ evidence }) => evidence.map((sign) => [sign.finding, sign] as const)),
      );
      const evidence = [...all.values()].sort(byPlace).slice(0, mostSigns);
      return { ...(best ?? (same[0] as Link)), sure, evidence };
    });
}

function linkOf(edge: Edge, one: ReadonlyMap<string, string>): Link | undefined {
  const [from, to] = [one.get(edge.from), one.get(edge.to)];
  if (edge.kind === "same" || from === undefined || to === undefined || from === to)
    return undefined;
  return {
    from,
    kind: edge.kind,
    to,
    sure: edge.sure,
    why: edge.why,
    evidence: [...edge.signs.values()].sort(byPlace),
  };
}
