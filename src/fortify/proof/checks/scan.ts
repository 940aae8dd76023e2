import { severities } from "../../../core/finding.ts";
import type { Report } from "../../../core/report.ts";
import { otherVersion } from "../faults.ts";
import { counted } from "../words.ts";
import type { Receipt } from "../read.ts";
import { type Check, checkOf, type Problem } from "../proof.ts";

/** Whether a scan of the result finds no more than the receipt says. */
export function scanCheck({ statement }: Receipt, { summary, gaps }: Report): Check {
  const { scan } = statement.predicate;
  const problems: Problem[] = [];
  for (const severity of severities) {
    const now = summary.bySeverity[severity] ?? 0;
    const said = scan.bySeverity[severity] ?? 0;
    if (now > said) problems.push({ what: `${counted(now, `${severity} finding`)}, not ${said}` });
  }
  if (gaps.length > scan.gaps)
    problems.push({
      what: `${counted(gaps.length, "place")} that could not be inspected, not ${scan.gaps}`,
    });
  const other = otherVersion(statement);
  const by = other === undefined ? "" : ` (it was made by tare ${other}, whose rules are others)`;
  if (problems.length > 0)
    return checkOf("scan", `it finds more than the receipt says${by}`, problems);
  return checkOf(
    "scan",
    `it finds no more than the receipt says: ${countsOf(scan.bySeverity)}`,
    [],
  );
}

function countsOf(bySeverity: Readonly<Record<string, number | undefined>>): string {
  const told = severities
    .toReversed()
    .filter((severity) => (bySeverity[severity] ?? 0) > 0)
    .map((severity) => `${bySeverity[severity]} ${severity}`);
  return told.length === 0 ? "nothing" : told.join(", ");
}
