import type { Finding } from "../../core/finding.ts";
import { order } from "../../report/kit/order.ts";
import { type Edge, edgeKey, type Graph, type Node } from "./graph.ts";
import { signOf } from "./signs.ts";

/** Credentials that stand beside their other half: `completes` leads from the key to its id. */
export function* pairsOf(findings: readonly Finding[]): Generator<Edge> {
  const byRule = Map.groupBy(findings, ({ rule, location }) => `${location.path}\0${rule}`);
  for (const finding of findings)
    for (const each of finding.evidence ?? []) {
      if (each.kind !== "beside") continue;
      const halves = byRule.get(`${finding.location.path}\0${each.rule}`) ?? [];
      const [half, ...others] = [...new Set(halves.map(({ fingerprint }) => fingerprint))];
      if (half === undefined || others.length > 0 || half === finding.fingerprint) continue;
      yield {
        from: `credential:${half}`,
        kind: "completes",
        to: `credential:${finding.fingerprint}`,
        sure: "certain",
        why: "one stands beside the other",
        signs: new Map([[finding.id, signOf(finding)]]),
      };
    }
}

/** The graph with what follows from what it says. */
export function withDerived(graph: Graph): Graph {
  const edges = new Map(graph.edges);
  for (const each of [...opensByOtherHalf(graph), ...namedAfter(graph), ...ownAccounts(graph)])
    if (!edges.has(edgeKey(each))) edges.set(edgeKey(each), each);
  return { nodes: graph.nodes, edges };
}

/** A key opens the account that its id names. */
function* opensByOtherHalf({ edges }: Graph): Generator<Edge> {
  const opens = Map.groupBy(
    [...edges.values()].filter(({ kind }) => kind === "opens"),
    ({ from }) => from,
  );
  for (const pair of edges.values())
    if (pair.kind === "completes")
      for (const open of opens.get(pair.to) ?? [])
        yield { ...open, from: pair.from, why: "the id beside it names the account" };
}

/** Persons by their logins, without those that are too short to say who is meant. */
const loginsIn = ({ nodes }: Graph): ReadonlyMap<string, Node> =>
  new Map(
    [...nodes.values()]
      .filter(({ ref }) => ref.startsWith("person:login/"))
      .map((node) => [node.ref.slice("person:login/".length), node] as const)
      .filter(([login]) => login.length > 2),
  );

/** `asmith-desktop` and `Anas-MacBook-Pro` are somebody's own. */
function* namedAfter(graph: Graph): Generator<Edge> {
  const logins = loginsIn(graph);
  for (const machine of graph.nodes.values()) {
    const [first = "", ...rest] = machine.name.split(/[-.]/);
    if (machine.kind !== "machine" || rest.length === 0) continue;
    const owner = logins.get(first) ?? logins.get(first.replace(/s$/, ""));
    if (owner) yield likely(owner, machine, "the machine is named after the login");
  }
}

/** An account at a service that has the login of a person. */
function* ownAccounts(graph: Graph): Generator<Edge> {
  const logins = loginsIn(graph);
  for (const account of graph.nodes.values()) {
    if (account.kind !== "account") continue;
    for (const login of account.facts["login"] ?? []) {
      const owner = logins.get(login.toLowerCase());
      if (owner) yield likely(owner, account, "both have the same login");
    }
  }
}

const likely = (from: Node, to: Node, why: string): Edge => ({
  from: from.ref,
  kind: "uses",
  to: to.ref,
  sure: "likely",
  why,
  signs: new Map(
    [...from.signs, ...to.signs].sort(([one], [other]) => order(one, other)).slice(0, 4),
  ),
});
