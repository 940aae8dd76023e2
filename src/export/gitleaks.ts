import type { ArtefactRule, Proof, Rule } from "../core/rule.ts";
import { requiredLiterals } from "../engine/pattern/literals.ts";
import { stripLead } from "../engine/pattern/lead.ts";
import { byteSet, type Node, without } from "../engine/pattern/node.ts";
import { parsePattern } from "../engine/pattern/parse.ts";
import { type Printed, printRe2 } from "./re2.ts";
import { withoutLooks } from "./without-looks.ts";

/** Rules in gitleaks' language. */
export interface Exported {
  readonly toml: string;
  /** How many rules are there, and how many of them mean exactly what they mean in tare. */
  readonly rules: number;
  readonly exact: number;
  /** Rules that gitleaks cannot have, and why. */
  readonly missing: readonly { readonly id: string; readonly why: string }[];
}

/**
 * Rules as a `.gitleaks.toml`. Where RE2 cannot say what a pattern says, or
 * gitleaks has no such proof, the rule finds more than in tare, never less on
 * purpose, and a comment above it says so.
 *
 * https://github.com/gitleaks/gitleaks#configuration
 */
export function gitleaksToml(all: readonly (Rule | ArtefactRule)[]): Exported {
  const missing: Exported["missing"][number][] = [];
  const tables: Table[] = [];
  for (const rule of all) {
    const table = "pattern" in rule ? ofRule(rule) : ofArtefact(rule);
    if ("why" in table) missing.push({ id: rule.id, why: table.why });
    else tables.push(table);
  }
  const notes = missing.map(({ id, why }) => `# not carried over: ${id}: ${why}\n`);
  const head = '# Made by tare rules --format gitleaks.\ntitle = "tare"\n';
  return {
    toml: `${head}${notes.join("")}${tables.map(({ text }) => text).join("")}`,
    rules: tables.length,
    exact: tables.filter(({ more }) => more.length === 0).length,
    missing,
  };
}

interface Table {
  readonly text: string;
  /** Why it finds more than in tare. */
  readonly more: readonly string[];
}

interface Missing {
  readonly why: string;
}

const noLetters = "its pattern tells apart bytes beyond ASCII";

function ofRule(rule: Rule): Table | Missing {
  const tree = treeOf(rule.pattern);
  const printed = printedOf(tree, rule.lines !== "many");
  if (!printed) return { why: noLetters };
  const more = [
    ...(printed.exact ? [] : ["what its pattern asks of its surroundings is asked in part"]),
    ...unproven(rule.proofs ?? []),
  ];
  const least = entropyOf(rule.proofs ?? []);
  const keywords = keywordsOf(tree);
  return tableOf(rule, more, [
    `regex = ${quoted(printed.text)}`,
    "secretGroup = 1",
    ...(least === undefined ? [] : [`entropy = ${decimal(least)}`]),
    ...(keywords.length > 0 ? [`keywords = [${keywords.map(basic).join(", ")}]`] : []),
  ]);
}

function ofArtefact(rule: ArtefactRule): Table | Missing {
  if (rule.when.kind !== "name") return { why: `it is about a ${subjects[rule.when.kind]}` };
  const printed = printedOf(anywhere(treeOf(rule.when.pattern)), true);
  if (!printed) return { why: noLetters };
  const more = printed.exact ? [] : ["what its pattern asks of its surroundings is asked in part"];
  return tableOf(rule, more, [`path = ${quoted(printed.text)}`]);
}

const subjects = {
  format: "format",
  key: "place inside a file",
  dead: "part of a file that no reader sees",
  release: "release as a whole",
} as const;

/** tare runs patterns over a line: its ends are theirs. */
const treeOf = ({ source, flags }: RegExp): Node => parsePattern(source, "js", `${flags}m`);

function printedOf(tree: Node, oneLine: boolean): Printed | undefined {
  const { node, exact } = withoutLooks(oneLine ? inLine(tree) : tree);
  const printed = printRe2(node);
  return printed && { text: printed.text, exact: printed.exact && exact };
}

/** In tare these end a line, and what a pattern sees; gitleaks shows it the whole file. */
const lineEnds = byteSet([
  [0, 0],
  [0x0a, 0x0a],
  [0x0d, 0x0d],
]);

/** The pattern without the ends of lines: no match runs over one. */
const inLine = (node: Node): Node =>
  mapped(node, (each) =>
    each.kind === "set" ? { ...each, bytes: without(each.bytes, lineEnds) } : each,
  );

/** The tree with each node that has no others in it changed. */
function mapped(node: Node, change: (leaf: Node) => Node): Node {
  switch (node.kind) {
    case "sequence":
      return { ...node, items: node.items.map((each) => mapped(each, change)) };
    case "choice":
      return { ...node, options: node.options.map((each) => mapped(each, change)) };
    case "group":
    case "repeat":
    case "look":
    case "reference":
      return { ...node, item: mapped(node.item, change) };
    case "set":
    case "edge":
      return change(node);
  }
}

/** Paths in gitleaks start where it was started, in tare at the target: a start is the start of any name. */
const anywhere = (node: Node): Node =>
  mapped(node, (each) =>
    each.kind === "edge" && (each.of === "line-start" || each.of === "text-start")
      ? { kind: "choice", options: [each, { kind: "set", bytes: byteSet([[0x2f, 0x2f]]) }] }
      : each,
  );

function tableOf(
  { id, title, class: kind, severity }: Rule | ArtefactRule,
  more: readonly string[],
  lines: readonly string[],
): Table {
  const text = [
    "",
    ...more.map((each) => `# finds more than in tare: ${each}`),
    "[[rules]]",
    `id = ${basic(id)}`,
    `description = ${basic(title)}`,
    ...lines,
    `tags = [${basic(kind)}, ${basic(severity)}]`,
    "",
  ].join("\n");
  return { text, more };
}

/** gitleaks lets a value pass of which the entropy is the given one; tare's proof does not. */
const below = 1e-6;

const entropyOf = (proofs: readonly Proof[]): number | undefined => {
  const [proof] = proofs.filter((each) => each.kind === "entropy");
  return proof && proof.min - below;
};

const decimal = (number: number): string => number.toFixed(6);

const unproven = (proofs: readonly Proof[]): readonly string[] => {
  const kinds = [...new Set(proofs.map(({ kind }) => kind))].filter((kind) => kind !== "entropy");
  return kinds.length > 0 ? [`not proven there: ${kinds.join(", ")}`] : [];
};

/** What stands in every match, in lower case: gitleaks looks no further into a file without any of them. */
function keywordsOf(tree: Node): string[] {
  const literals = requiredLiterals(stripLead(tree))?.literals ?? [];
  const texts = literals.map(({ units }) =>
    String.fromCharCode(...units.map(({ byte }) => byte)).toLowerCase(),
  );
  return texts.every((each) => /^[\x20-\x7e]+$/.test(each)) ? [...new Set(texts)].sort() : [];
}

/** TOML's text without escapes, where it can be that. gitleaks' reader takes a quote before the end for a part of it. */
const quoted = (text: string): string =>
  text.includes("'''") || text.endsWith("'") ? basic(text) : `'''${text}'''`;

/** TOML's text with escapes, which are JSON's. */
const basic = (text: string): string => JSON.stringify(text);
