import { type ForeignReport, itemsOf, type Leak, ofSecret, placeAt } from "../leak.ts";
import type { Table } from "../table.ts";

/**
 * Alerts of GitHub's secret scanning, as `gh api --paginate repos/OWNER/NAME/secret-scanning/alerts` or that of
 * an organisation gives them.
 *
 * https://docs.github.com/rest/secret-scanning/secret-scanning
 */
export function githubReport(value: unknown, path: string): ForeignReport {
  const leaks = itemsOf(value, path, "alert").map(leakOf);
  const hidden = leaks.filter((leak) => leak.value === undefined).length;
  return {
    tool: "github-secret-scanning",
    leaks,
    notes: hidden > 0 ? [`${path}: ${hidden} of its values are hidden`] : [],
  };
}

const verifications: Readonly<Record<string, Leak["verified"]>> = {
  active: "active",
  inactive: "inactive",
};

function leakOf(table: Table): Leak {
  const type = table.text("secret_type");
  const secret = table.text("secret");
  const resolution = table.text("resolution");
  const verified = verifications[table.text("validity")] ?? "unknown";
  return {
    ...ofSecret,
    rule: `github/${type.replaceAll("_", "-")}`,
    title: table.text("secret_type_display_name") || type,
    severity: verified === "active" ? "critical" : "high",
    verified: resolution === "revoked" ? "inactive" : verified,
    ...(secret !== "" && { value: secret }),
    location: locationOf(table),
    ...(resolution !== "" && {
      standing: {
        state: "accepted",
        reason:
          table.text("resolution_comment") || `${resolution.replaceAll("_", " ")}, says GitHub`,
      },
    }),
  };
}

/** `owner/name:train.py`; the alert's own address where it names no file. */
function locationOf(table: Table): Leak["location"] {
  const [location] = table.tables("first_location_detected");
  const [repository] = table.tables("repository");
  const path = location?.text("path") || table.text("html_url");
  const name = repository?.text("full_name") ?? "";
  return placeAt(
    name === "" ? path : `${name}:${path}`,
    location?.number("start_line"),
    location?.number("start_column"),
  );
}
