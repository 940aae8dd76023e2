import { rank, type Severity } from "../core/finding.ts";
import type { Report } from "../core/report.ts";

/** What a script learns without reading the report. */
export function exitStatus(report: Report, failOn: Severity): number {
  if (report.findings.some(({ severity }) => rank(severity) >= rank(failOn))) return 1;
  return report.gaps.length > 0 || report.status === "interrupted" ? 3 : 0;
}
