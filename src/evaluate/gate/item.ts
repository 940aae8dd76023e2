import type { Finding } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import type { Evidence } from "./evidence.ts";

/** How a point of the checklist stands. */
export type Outcome =
  | { readonly state: "passed"; readonly because: string }
  | {
      readonly state: "failed";
      readonly because: string;
      /** What of the release or its repository speaks against it. */
      readonly findings?: readonly Finding[];
    }
  /** Nobody and nothing has said yet: as good as failed, for the gate. */
  | { readonly state: "unknown"; readonly because: string };

export const passed = (because: string): Outcome => ({ state: "passed", because });
export const unknown = (because: string): Outcome => ({ state: "unknown", because });

interface Words {
  readonly found: string;
  readonly none: string;
}

/** Passed where nothing was found; else failed, with how many of what. */
export const noneOf = (findings: readonly Finding[], { found, none }: Words): Outcome =>
  findings.length === 0
    ? passed(none)
    : { state: "failed", because: `${findings.length} ${found}`, findings };

/** As `noneOf`, by those findings of a report that count: unknown where it did not see all. */
export function noneIn(
  report: Report,
  counts: (finding: Finding) => boolean,
  words: Words,
): Outcome {
  const outcome = noneOf(report.findings.filter(counts), words);
  const missing = missedBy(report);
  return outcome.state === "passed" && missing !== undefined ? unknown(missing) : outcome;
}

/** What a report did not see, in words; none where it saw all. */
export function missedBy({ gaps, status }: Report): string | undefined {
  if (status === "interrupted") return "the scan was interrupted";
  const [first] = gaps;
  if (!first) return undefined;
  const more = gaps.length > 1 ? ` and ${gaps.length - 1} more` : "";
  return `not inspected: ${first.path} (${first.reason})${more}`;
}

/** A point of the checklist: what must hold before a release goes out. */
export interface Item {
  /** Lower-case with hyphens, stable: `logs-sanitised`. */
  readonly id: string;
  /** As a statement that holds or does not: `Training logs are sanitised`. */
  readonly title: string;
  readonly why: string;
  /** What to do where it does not hold. */
  readonly instead: string;
  /** Says by itself whether it holds; none where a person has to. */
  readonly judge?: (evidence: Evidence) => Outcome;
}
