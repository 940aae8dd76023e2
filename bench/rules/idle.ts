import { readFileSync } from "node:fs";
import type { Rule } from "../../src/core/rule.ts";
import { overlaps, type Span } from "../../src/core/span.ts";
import { type Compiled, type Matcher, matcher } from "../../src/engine/matcher.ts";

/** A rule without which the same places would be found. */
export interface Idle {
  readonly rule: Rule;
  /** Places at which another rule finds something that touches it. */
  readonly places: number;
}

/**
 * The rules that change nothing on these files: they find nothing, or at each
 * of their places another rule would.
 *
 * Each file is taken as text, as its bytes stand: no format looks inside, and
 * neither what is benign nor what stands beside a match counts. Only the files
 * that a rule finds something in are read again without it, up to the first
 * place that would be lost.
 */
export function idleRules(
  rules: readonly Rule[],
  compiled: Compiled,
  files: readonly string[],
): Idle[] {
  const found = placesIn(files, matcher(rules, compiled));
  return rules.flatMap((rule) => {
    const places = [...(found.get(rule) ?? [])];
    const rest = matcher(
      rules.map((each) => (each === rule ? undefined : each)),
      compiled,
    );
    const isIdle = places.every(([file, spans]) => isCovered(spans, rest, file));
    return isIdle ? [{ rule, places: places.flatMap(([, spans]) => spans).length }] : [];
  });
}

type Places = Map<string, Span[]>;

function placesIn(files: readonly string[], all: Matcher): Map<Rule, Places> {
  const found = new Map<Rule, Places>();
  for (const file of files)
    for (const { rule, span } of all.find(readFileSync(file))) {
      const places = found.get(rule) ?? new Map<string, Span[]>();
      found.set(rule, places.set(file, [...(places.get(file) ?? []), span]));
    }
  return found;
}

function isCovered(spans: readonly Span[], rest: Matcher, file: string): boolean {
  const others = rest.find(readFileSync(file));
  return spans.every((own) => others.some(({ span }) => overlaps(own, span)));
}
