import { type ForeignReport, itemsOf, type Leak, ofSecret, placeAt } from "../leak.ts";
import type { Table } from "../table.ts";

/** A report of `gitleaks --report-format json`, or betterleaks'. What was found in a commit stands at `commit:path`. */
export function gitleaksReport(value: unknown, path: string): ForeignReport {
  const tables = itemsOf(value, path);
  const leaks = tables.map(leakOf);
  const redacted = leaks.filter((leak) => leak.value === undefined).length;
  return {
    tool: "gitleaks",
    leaks,
    notes: redacted > 0 ? [`${path}: ${redacted} of its values are redacted`] : [],
  };
}

function leakOf(table: Table): Leak {
  const secret = table.text("Secret");
  const commit = table.text("Commit");
  const file = table.text("File");
  const place = placeAt(
    commit === "" ? file : `${commit.slice(0, 12)}:${file}`,
    table.number("StartLine"),
    table.number("StartColumn"),
  );
  return {
    ...ofSecret,
    rule: `gitleaks/${table.text("RuleID")}`,
    title: table.text("Description") || table.text("RuleID"),
    severity: "high",
    verified: "unknown",
    // `--redact=20` leaves a part, and dots behind it.
    ...(!/^(?:REDACTED)?$|\.\.\.$/.test(secret) && { value: secret }),
    location: place,
  };
}
