import type { ArtefactRule, Proof, Rule } from "../core/rule.ts";
import { ambiguity } from "../engine/pattern/ambiguity.ts";
import { stripLead } from "../engine/pattern/lead.ts";
import { requiredLiterals } from "../engine/pattern/literals.ts";
import { contains, type Node } from "../engine/pattern/node.ts";
import { compilePattern } from "../engine/pattern/print.ts";
import { treeOf } from "./allow.ts";
import type { Table } from "./table.ts";
import { bytesUpToValue } from "./value-bytes.ts";
import { withValue } from "./value-group.ts";

/**
 * The rule of a table that has a `regex`, once for each way to read that.
 *
 * @throws {TareError} `usage`: it is wrong, or such that tare cannot run it.
 */
export function rulesOf(table: Table, id: string): Rule[] {
  const tree = treeOf(table, table.text("regex"));
  const group = table.number("secretGroup");
  const readings = withValue(tree, group);
  if (!readings) throw table.wrong(`its pattern has no group ${group}`);
  return readings.map((reading) => {
    const slow = ambiguity(stripLead(reading));
    if (slow) throw table.slow(`its pattern can take long: '${slow.part}' ${slow.why}`);
    return { ...about(table, id), ...asGuest(id), ...matching(table, reading) };
  });
}

/** The rule of a table that has a `path` alone. */
export const artefactOf = (table: Table, id: string, pattern: RegExp): ArtefactRule => ({
  ...about(table, id),
  when: { kind: "name", pattern },
});

/** tare's own rules go first where both see a place; and what is called generic gives way to all, as in gitleaks. */
const asGuest = (id: string): Pick<Rule, "confidence" | "general"> => ({
  confidence: id.toLowerCase().includes("generic") ? "low" : "medium",
  general: true,
});

function matching(
  table: Table,
  tree: Node,
): Pick<Rule, "keywords" | "pattern" | "lines" | "proofs"> {
  const required = requiredLiterals(stripLead(tree));
  const [first, ...others] = new Set(required?.literals.map(keywordOf));
  if (first === undefined)
    throw table.wrong("no text of two bytes stands in every match of its pattern");
  const bytes = bytesUpToValue(tree);
  return {
    keywords: [first, ...others],
    pattern: compilePattern(tree),
    lines: contains(bytes, 10) || contains(bytes, 13) ? "many" : "one",
    proofs: proofsOf(table.number("entropy")),
  };
}

const keywordOf = ({ units }: { readonly units: readonly { readonly byte: number }[] }): string =>
  String.fromCharCode(...units.map(({ byte }) => byte)).toLowerCase();

/** gitleaks lets a value pass of which the entropy is the given one; tare's proof refutes below its bound. */
const above = 1e-9;

const proofsOf = (entropy: number): readonly Proof[] =>
  entropy > 0 ? [{ kind: "entropy", min: entropy + above }] : [];

/** What both kinds of rules have. gitleaks' rules have no examples, and no severity. */
function about(table: Table, id: string) {
  const description = table.text("description");
  return {
    id,
    title: description === "" ? id : (/^.{1,100}?(?=[.,](?: |$)|$)/.exec(description)?.[0] ?? id),
    class: "secret",
    severity: "high",
    harm: description === "" ? "Use what the value gives access to." : description,
    remedy: "Revoke it where it was issued, and put a new one where no file holds it.",
    references: [],
    examples: { found: ["«»"], ignored: [""] },
  } as const;
}
