import { type Finding, severities, type Severity, type Verified } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { Asker, type AskOptions, type MadeCall, type Outcome } from "./asker.ts";
import { questionsOf, withoutCompanions } from "./questions.ts";

/** By how many steps of severity an answer makes a finding worse. */
export const stepsOf: Readonly<Record<Verified, number>> = { active: 1, inactive: -2, unknown: 0 };

/** So many providers are asked at once. */
const atOnce = 4;

export interface Verification {
  readonly report: Report;
  /** In the order in which they were made. */
  readonly calls: readonly MadeCall[];
}

/**
 * Asks the providers of the credentials in a report whether they work, and puts
 * into the findings what they say.
 *
 * @param report Its findings carry their values and companions (`ScanOptions`); only the values stay.
 */
export async function verified(report: Report, options: AskOptions): Promise<Verification> {
  const asker = new Asker(options);
  const outcomes = new Map<string, Outcome>();
  const next = questionsOf(report).values();
  const work = async (): Promise<void> => {
    for (const question of next) outcomes.set(question.fingerprint, await asker.ask(question));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const { findings, known, summary } = report;
  const told = findings.map((each) => toldOf(each, outcomes));
  return {
    report: {
      ...report,
      findings: told,
      ...(known && { known: known.map((each) => toldOf(each, outcomes)) }),
      summary: { ...summary, bySeverity: bySeverity(told) },
    },
    calls: asker.calls,
  };
}

function toldOf(carrying: Finding, outcomes: ReadonlyMap<string, Outcome>): Finding {
  const finding = withoutCompanions(carrying);
  const outcome = outcomes.get(finding.fingerprint);
  if (!outcome) return finding;
  const severity = moved(finding.severity, stepsOf[outcome.verified]);
  const isMoved = severity !== finding.severity;
  return {
    ...finding,
    severity,
    verified: outcome.verified,
    live: { ...outcome.live, ...(isMoved && { severityBefore: finding.severity }) },
  };
}

function moved(severity: Severity, steps: number): Severity {
  const to = severities.indexOf(severity) + steps;
  return severities[Math.max(0, Math.min(to, severities.length - 1))] ?? severity;
}

function bySeverity(findings: readonly Finding[]): Report["summary"]["bySeverity"] {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { severity } of findings) counts[severity] = (counts[severity] ?? 0) + 1;
  return counts;
}
