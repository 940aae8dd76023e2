import type { PageData } from "../../../src/report/html/page-data.ts";
import type { Severity } from "../../../src/core/finding.ts";
import { severities } from "../words/names.ts";

/** A check of an audit that found something. */
export interface FailedCheck {
  readonly rule: string;
  readonly title: string;
  readonly worst: Severity;
  readonly values: number;
}

/** More of them at once say less. */
const most = 10;

/** The worst first, of these what was found most. */
export function worstChecks({ entries, texts }: PageData): readonly FailedCheck[] {
  const byRule = Map.groupBy(entries, ({ text }) => texts[text]?.rule ?? "");
  return [...byRule]
    .map(([rule, same]): FailedCheck => ({
      rule,
      title: texts[same[0]?.text ?? 0]?.title ?? rule,
      worst: severities.find((each) => same.some(({ severity }) => severity === each)) ?? "info",
      values: same.length,
    }))
    .toSorted(
      (one, other) =>
        severities.indexOf(one.worst) - severities.indexOf(other.worst) ||
        other.values - one.values,
    )
    .slice(0, most);
}
