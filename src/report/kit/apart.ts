import type { Allower, Report } from "../../core/report.ts";
import { listed, plural } from "./words.ts";

const bys: Readonly<Record<Allower, string>> = {
  comment: "by a comment",
  settings: "by tare.yaml",
  "tare-ignore": "by .tare-ignore",
  gitleaksignore: "by .gitleaksignore",
};

/** What was found and does not count, in sentences: known to the baseline, or let pass. */
export function apart({ known, findings, summary }: Report): readonly string[] {
  const said: string[] = [];
  if (known) {
    const accepted = known.filter(({ standing }) => standing?.state === "accepted").length;
    const how = accepted > 0 ? `, ${accepted} of them accepted` : "";
    said.push(
      `${plural(known.length, "known finding")} in the baseline${how}; ${findings.length} new`,
    );
  }
  const allowed = Object.entries(summary.allowed ?? {}) as [Allower, number][];
  if (allowed.length > 0) {
    const ways = allowed.map(([by, count]) => `${count} ${bys[by]}`);
    const total = allowed.reduce((sum, [, count]) => sum + count, 0);
    said.push(`${plural(total, "finding")} let pass: ${listed(ways)}`);
  }
  if (summary.excluded !== undefined)
    said.push(
      `${plural(summary.excluded, "file")} left out by tare.yaml or --exclude, not scanned`,
    );
  return said;
}
