import type { Report } from "../../core/report.ts";
import { attacksOn } from "./attacks.ts";
import { pairsOf, withDerived } from "./derived.ts";
import type { Dossier } from "./dossier.ts";
import { groupsOf, resolved } from "./entities.ts";
import { gathered } from "./gathered.ts";
import { edgeKey, joined } from "./graph.ts";
import { withNearby } from "./nearby.ts";
import { all as plays } from "./plays/index.ts";
import { withLikely } from "./same.ts";

/**
 * What an attacker puts together from a report: who and what is named, how it
 * belongs together, and what follows. The same for the same findings in any order.
 */
export function briefOn(report: Report): Dossier {
  const findings = [...report.findings, ...(report.known ?? [])];
  const pairs = [...pairsOf(findings)].map((edge) => [edgeKey(edge), edge] as const);
  const told = joined([gathered(findings), { nodes: new Map(), edges: new Map(pairs) }]);
  const named = withLikely(withDerived(told));
  const { entities, links } = resolved(withNearby(named, groupsOf(named)));
  return {
    schema: "tare/brief/v1",
    tool: report.tool,
    target: report.target,
    startedAt: report.startedAt,
    findings: findings.length,
    gaps: report.gaps.length,
    status: report.status,
    entities,
    links,
    attacks: attacksOn(entities, links, plays),
  };
}
