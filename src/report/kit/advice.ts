import { type Finding, rank, type Severity } from "../../core/finding.ts";
import { type Entry, worstOf } from "./fold.ts";
import { order } from "./order.ts";

/** What to do about all findings that the same remedy helps against. */
export interface Advice {
  readonly worst: Severity;
  readonly titles: readonly string[];
  readonly rules: readonly string[];
  readonly harm: string;
  readonly remedy: string;
  /** How many entries it is about. */
  readonly entries: number;
}

/** Each piece of advice once, the most urgent first. */
export function adviceOf(entries: readonly Entry[]): Advice[] {
  const alike = Map.groupBy(entries, ({ finding }) => `${finding.harm}\0${finding.remedy}`);
  return [...alike.values()].map(one).sort((a, b) => rank(b.worst) - rank(a.worst));
}

function one(same: readonly Entry[]): Advice {
  const findings = same.map(({ finding }) => finding);
  return {
    worst: worstOf(same),
    titles: unique(findings, ({ title }) => title),
    rules: unique(findings, ({ rule }) => rule),
    harm: findings[0]?.harm ?? "",
    remedy: findings[0]?.remedy ?? "",
    entries: same.length,
  };
}

const unique = (findings: readonly Finding[], of: (finding: Finding) => string): string[] =>
  [...new Set(findings.map(of))].sort(order);
