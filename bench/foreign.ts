import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import type { Rule } from "../src/core/rule.ts";
import type { Node } from "../src/engine/pattern/node.ts";
import { compilePattern } from "../src/engine/pattern/print.ts";
import { parsePattern } from "../src/engine/pattern/parse.ts";
import { compile } from "../src/engine/program.ts";

/** The rules of a file as gitleaks has them, `[[rules]]` with `id` and `regex` in RE2's dialect; those that tare can look for. */
export function foreignRules(file: string): Rule[] {
  const { rules } = parse(readFileSync(file, "utf8")) as unknown as {
    readonly rules: readonly { readonly id: string; readonly regex?: string }[];
  };
  return rules
    .flatMap(({ id, regex }) => (regex === undefined ? [] : [ruleOf(id, regex)]))
    .filter(isSearchable);
}

function isSearchable(rule: Rule): boolean {
  try {
    compile([rule]);
    return true;
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
    return false;
  }
}

const ruleOf = (id: string, regex: string): Rule => ({
  id,
  title: id,
  class: "secret",
  severity: "high",
  confidence: "high",
  harm: "",
  remedy: "",
  keywords: [id],
  pattern: compilePattern(withValue(parsePattern(regex, "re2"))),
  references: [],
  examples: { found: ["«»"], ignored: [""] },
});

/** The pattern with a group of the name `value`: the first that captures, else the whole. */
const withValue = (node: Node): Node => named(node) ?? { kind: "group", name: "value", item: node };

function named(node: Node): Node | undefined {
  if (node.kind === "group") return { ...node, name: "value" };
  if (node.kind !== "sequence") return undefined;
  const each = node.items.map(named);
  const at = each.findIndex((item) => item !== undefined);
  const found = each[at];
  return found && { ...node, items: node.items.with(at, found) };
}
