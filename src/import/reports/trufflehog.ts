import { type ForeignReport, itemsOf, type Leak, ofSecret, placeAt } from "../leak.ts";
import type { Table } from "../table.ts";

/** The lines of `trufflehog --json`. What was found in a commit stands at `commit:path`. */
export const trufflehogReport = (lines: readonly unknown[], path: string): ForeignReport => ({
  tool: "trufflehog",
  // Its log goes to the same place where standard error does.
  leaks: itemsOf(lines, path, "line")
    .filter((table) => table.text("DetectorName") !== "")
    .map(leakOf),
  notes: [],
});

function leakOf(table: Table): Leak {
  const detector = table.text("DetectorName");
  const raw = table.text("Raw");
  const isVerified = table.flag("Verified");
  return {
    ...ofSecret,
    rule: `trufflehog/${detector.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`,
    title: detector,
    severity: isVerified ? "critical" : "high",
    verified: isVerified ? "active" : "unknown",
    ...(raw !== "" && { value: raw }),
    location: locationOf(table),
  };
}

/** `SourceMetadata.Data` has one table, which is called as its source: Git, Filesystem, S3. */
function locationOf(table: Table): Leak["location"] {
  const [data] = table.tables("SourceMetadata").flatMap((each) => each.tables("Data"));
  const [source] = (data?.rest ?? []).flatMap((key) => data?.tables(key) ?? []);
  if (!source) return placeAt("");
  const commit = source.text("commit").slice(0, 12);
  const file = source.text("file") || source.text("link");
  return placeAt(commit === "" ? file : `${commit}:${file}`, source.number("line"));
}
