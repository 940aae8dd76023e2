import { ambiguity } from "../engine/pattern/ambiguity.ts";
import { parsePattern } from "../engine/pattern/parse.ts";
import { compilePattern } from "../engine/pattern/print.ts";
import type { Table } from "./table.ts";

/** A pattern, and the length of the longest text that it is run over: in longer ones it counts as not found. */
export interface AllowPattern {
  readonly pattern: RegExp;
  readonly longest: number;
}

/** When a match is let pass. */
export interface AllowCondition {
  /** The ids of the rules that it is about. */
  readonly rules: ReadonlySet<string>;
  /** Whether one of the kinds of conditions below is enough. Of each kind one item is. */
  readonly needs: "any" | "all";
  /** Patterns for the path of the blob. */
  readonly paths: readonly RegExp[];
  /** Patterns for what `target` names, one character per byte. */
  readonly patterns: readonly AllowPattern[];
  readonly target: "value" | "match" | "line";
  /** In lower case: what the value may not contain. */
  readonly stopWords: readonly string[];
}

/** What is asked about a match, one character per byte. */
export interface Matched {
  readonly rule: string;
  readonly path: string;
  readonly value: string;
  /** All that the pattern took. */
  readonly match: string;
  readonly line: string;
}

/** How long the texts may be that a pattern is run over: it is run over as long ones as it is quick on. */
const sizes = [4096, 256, 40];
const pathSize = 256;

/** Whether the match is let pass. */
export function isAllowed(condition: AllowCondition, matched: Matched): boolean {
  const { rules, needs, paths, patterns, target, stopWords } = condition;
  if (!rules.has(matched.rule)) return false;
  const text = matched[target];
  const value = matched.value.toLowerCase();
  const held = [
    paths.some((each) => each.test(matched.path)),
    text !== "" && patterns.some((each) => text.length <= each.longest && each.pattern.test(text)),
    stopWords.some((each) => value.includes(each)),
  ];
  const asked = [paths, patterns, stopWords].map(({ length }) => length > 0);
  return needs === "all" ? held.every((each, at) => each || !asked[at]) : held.includes(true);
}

/**
 * Reads an allow-list of a gitleaks file.
 *
 * @param rules The rules that it is about.
 * @returns `undefined` where it asks for a commit besides, which tare has not.
 * @throws {TareError} `usage`: it is wrong.
 */
export function readAllowList(
  table: Table,
  rules: ReadonlySet<string>,
): AllowCondition | undefined {
  const needs = needsOf(table);
  const asksCommits = table.texts("commits").length > 0;
  const condition: AllowCondition = {
    rules,
    needs,
    paths: table.texts("paths").map((text) => patternOf(table, text)),
    patterns: table.texts("regexes").map((text) => allowPatternOf(table, text)),
    target: targetOf(table),
    stopWords: table.texts("stopWords").map((each) => each.toLowerCase()),
  };
  const { paths, patterns, stopWords } = condition;
  const asks = paths.length + patterns.length + stopWords.length > 0;
  if (!asks && !asksCommits) throw table.wrong("allow-list without paths, regexes or stopwords");
  return asks && !(asksCommits && needs === "all") ? condition : undefined;
}

function needsOf(table: Table): "any" | "all" {
  const condition = table.text("condition").toUpperCase();
  if (condition === "AND" || condition === "&&") return "all";
  if (condition === "" || condition === "OR" || condition === "||") return "any";
  throw table.wrong(`condition '${condition}' is neither AND nor OR`);
}

function targetOf(table: Table): AllowCondition["target"] {
  const target = table.text("regexTarget");
  if (target === "match" || target === "line") return target;
  if (target === "" || target === "secret") return "value";
  throw table.wrong(`regexTarget '${target}' is none of secret, match and line`);
}

function allowPatternOf(table: Table, text: string): AllowPattern {
  const tree = treeOf(table, text);
  const longest = sizes.find((size) => !ambiguity(tree, size));
  if (longest === undefined) throw table.slow(`the pattern '${text}' can take long`);
  return { pattern: compilePattern(tree), longest };
}

/**
 * A pattern for paths in RE2's language, as JavaScript's.
 *
 * @throws {TareError} `usage`: it is wrong, or can take long; the message names the place.
 */
export function patternOf(table: Table, text: string): RegExp {
  const tree = treeOf(table, text);
  const slow = ambiguity(tree, pathSize);
  if (slow) throw table.slow(`the pattern '${text}' can take long: '${slow.part}' ${slow.why}`);
  return compilePattern(tree);
}

/** A pattern in RE2's language, as a tree. @throws {TareError} `usage`: it is wrong. */
export function treeOf(table: Table, text: string) {
  try {
    return parsePattern(text, "re2");
  } catch (error) {
    throw table.wrong(error instanceof Error ? error.message : String(error), error);
  }
}
