import type { Finding } from "../../core/finding.ts";
import { overlaps } from "../../core/span.ts";
import { type Edge, edgeKey, emptyGraph, type Graph, joined, type Node } from "./graph.ts";
import { type Claim, type Mention, type Reader, refOf, type Said } from "./reader.ts";
import { accounts } from "./readers/accounts.ts";
import { readCredential } from "./readers/credentials.ts";
import { hosts } from "./readers/hosts.ts";
import { model } from "./readers/model.ts";
import { committerOf, people } from "./readers/people.ts";
import { projects } from "./readers/projects.ts";
import { software } from "./readers/software.ts";
import { storage } from "./readers/storage.ts";
import { signOf } from "./signs.ts";

const readers: ReadonlyMap<string, Reader> = new Map(
  [...people, ...hosts, ...storage, ...accounts, ...projects, ...software, ...model].flatMap(
    (reader) => reader.rules.map((rule) => [rule, reader] as const),
  ),
);

/** What all findings say. A clue that a secret stands in is left out: it would show it. */
export function gathered(findings: readonly Finding[]): Graph {
  const secrets = Map.groupBy(
    findings.filter((each) => each.class === "secret"),
    ({ location }) => location.path,
  );
  return joined(
    findings
      .filter((finding) => !holdsSecret(finding, secrets.get(finding.location.path) ?? []))
      .map(graphOf),
  );
}

function holdsSecret(finding: Finding, secrets: readonly Finding[]): boolean {
  const { span } = finding.location;
  if (finding.class === "secret" || !span) return false;
  return secrets.some(({ location }) => location.span && overlaps(location.span, span));
}

/** What one finding says. */
export function graphOf(finding: Finding): Graph {
  const said =
    finding.class === "secret"
      ? readCredential(finding)
      : (readers.get(finding.rule)?.read(finding) ?? {});
  const committed = committerOf(finding);
  const parts = [said, committed].map((each) => drawn(each, finding));
  return parts.length === 0 ? emptyGraph : joined(parts);
}

function drawn({ mentions = [], claims = [] }: Said, finding: Finding): Graph {
  const sign = new Map([[finding.id, signOf(finding)]]);
  const unsure = finding.confidence === "low" ? ({ sure: "likely" } as const) : {};
  const made = claims.filter((claim) => claim !== undefined);
  const nodes = [
    ...mentions.filter((mention) => mention !== undefined),
    ...made.flatMap(({ from, to }) => [from, to]),
  ].map((mention) => nodeOf({ ...mention, ...unsure }, sign));
  const single = nodes.map((node): Graph => ({
    nodes: new Map([[node.ref, node]]),
    edges: new Map(),
  }));
  const edges = made.map((claim) => edgeOf({ ...claim, ...unsure }, sign));
  return joined([
    ...single,
    { nodes: new Map(), edges: new Map(edges.map((edge) => [edgeKey(edge), edge])) },
  ]);
}

function nodeOf(mention: Mention, signs: Node["signs"]): Node {
  const { kind, name, sure = "certain", facts = {}, harm } = mention;
  return {
    ref: refOf(mention),
    kind,
    name,
    sure,
    facts: Object.fromEntries(
      Object.entries(facts).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, [value]]],
      ),
    ),
    ...(harm && { harm }),
    signs,
  };
}

const edgeOf = ({ from, kind, to, sure = "certain", why }: Claim, signs: Edge["signs"]): Edge => ({
  from: refOf(from),
  kind,
  to: refOf(to),
  sure,
  why,
  signs,
});
