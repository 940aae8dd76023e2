// Holds the engine against the reference, for every `count`-th rule from the `first` one on, each by itself.
// node bench/exact/child.ts FILE FIRST COUNT
import { readFileSync } from "node:fs";
import type { Match } from "../../src/engine/matcher.ts";
import { settle } from "../../src/engine/settle.ts";
import { builtCompiled, builtRules } from "../built.ts";
import { compared } from "./compare.ts";
import { engineMatches } from "./engine.ts";
import { everyMatch, textOf } from "./reference.ts";

/** A match, as it is told: the number of its rule, where its value stands, and how sure it is. */
export type ToldMatch = readonly [rule: number, start: number, end: number, confidence: string];

/** A match that one side alone has. */
export interface ToldDifference {
  readonly side: "missed" | "extra";
  readonly rule: string;
  readonly at: number;
  readonly why: string;
}

export interface ToldRules {
  readonly matches: readonly ToldMatch[];
  readonly differences: readonly ToldDifference[];
}

const [file = "", first = "", count = ""] = process.argv.slice(2);
const bytes = readFileSync(file);
const text = textOf(bytes);
const compiled = await builtCompiled();
const matches: ToldMatch[] = [];
const differences: ToldDifference[] = [];

for (let index = Number(first); index < builtRules.length; index += Number(count)) {
  const rule = builtRules[index];
  if (!rule) continue;
  const reference = settle([...everyMatch(rule, text)]);
  const alone = builtRules.map((each) => (each === rule ? each : undefined));
  const { missed, extra } = compared(bytes, [...engineMatches(alone, compiled, bytes)], reference);
  matches.push(
    ...reference.map(({ span, confidence }) => [index, span.start, span.end, confidence] as const),
  );
  const noted =
    (side: ToldDifference["side"]) =>
    ({ match, why }: { match: Match; why: string }) => ({
      side,
      rule: rule.id,
      at: match.span.start,
      why,
    });
  differences.push(...missed.map(noted("missed")), ...extra.map(noted("extra")));
}
process.send?.({ matches, differences } satisfies ToldRules);
