import { type ForeignReport, itemsOf, type Leak, ofSecret, placeAt } from "../leak.ts";
import { Table } from "../table.ts";

/** A `.secrets.baseline` of detect-secrets. It has SHA-1 sums of the values, and what an audit said of them. */
export function detectSecretsBaseline(value: unknown, path: string): ForeignReport {
  const files = Object.entries(new Table(value, path).raw("results") ?? {});
  return {
    tool: "detect-secrets",
    leaks: files.flatMap(([file, found]) =>
      itemsOf(found, `${path}: ${file}`).map((table) => leakOf(table, file)),
    ),
    notes: [],
  };
}

function leakOf(table: Table, file: string): Leak {
  const type = table.text("type");
  const isVerified = table.flag("is_verified");
  return {
    ...ofSecret,
    rule: `detect-secrets/${type.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
    title: type,
    severity: isVerified ? "critical" : "high",
    verified: isVerified ? "active" : "unknown",
    sha1: table.text("hashed_secret"),
    location: placeAt(file, table.number("line_number")),
    ...(table.raw("is_secret") === false && {
      standing: { state: "accepted", reason: "audited as no secret by detect-secrets" },
    }),
  };
}
