import {
  findingClasses,
  type FindingClass,
  type Location,
  severities,
  type Severity,
} from "../../core/finding.ts";
import { type ForeignReport, type Leak, ofSecret, placeAt } from "../leak.ts";
import { Table } from "../table.ts";

/** Scanners of which each result is a secret. */
const secretScanners =
  /gitleaks|betterleaks|trufflehog|kingfisher|nosey ?parker|detect-secrets|ggshield|secretlint|titus|secret/i;

/**
 * SARIF 2.1.0 of any tool. What tare wrote keeps its class, severity, preview
 * and fingerprint; a secret scanner's results are secrets; any other result is
 * a check that failed. Messages are shown as titles only where a rule has none.
 *
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
export function sarifReport(value: unknown, path: string): ForeignReport {
  const runs = new Table(value, path).tables("runs", (at) => `${path}: run ${at + 1}`);
  const notes: string[] = [];
  const tools = new Set<string>();
  const leaks = runs.flatMap((run) => {
    const [driver] = run.tables("tool").flatMap((tool) => tool.tables("driver"));
    const tool = driver?.text("name") || "unknown";
    tools.add(tool);
    const rules = new Map((driver?.tables("rules") ?? []).map((each) => [each.text("id"), each]));
    const results = run.tables("results", (at) => `${run.place}, result ${at + 1}`);
    const open = results.filter((each) => each.tables("suppressions").length === 0);
    if (open.length < results.length)
      notes.push(`${run.place}: ${results.length - open.length} suppressed results are left out`);
    return open.map((result) => leakOf(result, tool, rules.get(result.text("ruleId"))));
  });
  return { tool: [...tools].join(", ") || "unknown", leaks, notes };
}

function leakOf(result: Table, tool: string, rule: Table | undefined): Leak {
  const [own] = tool === "tare" ? result.tables("properties") : [];
  const id = result.text("ruleId") || "unknown";
  const help = rule && textIn(rule, "fullDescription");
  return {
    ...ofSecret,
    rule: own ? id : `${slug(tool)}/${id}`,
    title: (rule && textIn(rule, "shortDescription")) || textIn(result, "message") || id,
    class: classOf(own, tool),
    severity: wordOf(own, "severity", severities) ?? severityOf(result, rule),
    verified: own?.text("verified") === "active" ? "active" : "unknown",
    ...(help !== undefined && help !== "" && { harm: help }),
    ...(own && { preview: own.text("preview"), ...ofTare(result, rule) }),
    location: locationOf(result, own),
  };
}

/** What tare's SARIF says besides. */
function ofTare(result: Table, rule: Table | undefined): Partial<Leak> {
  const [prints] = result.tables("partialFingerprints");
  const fingerprint = prints?.text("tareFingerprint/v1") ?? "";
  const remedy = /\n\nWhat to do: ([^]*)$/.exec((rule && textIn(rule, "help")) ?? "")?.[1];
  return {
    ...(fingerprint !== "" && { fingerprint }),
    ...(remedy !== undefined && { remedy }),
  };
}

const slug = (tool: string): string => tool.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

const textIn = (table: Table, key: string): string => table.tables(key)[0]?.text("text") ?? "";

function wordOf<T extends string>(
  table: Table | undefined,
  key: string,
  words: readonly T[],
): T | undefined {
  const given = table?.text(key);
  return words.find((each) => each === given);
}

const classOf = (own: Table | undefined, tool: string): FindingClass =>
  wordOf(own, "class", Object.keys(findingClasses) as FindingClass[]) ??
  (secretScanners.test(tool) ? "secret" : "exposure");

/** GitHub's score where a rule has one, else the level (SARIF §3.27.10). */
function severityOf(result: Table, rule: Table | undefined): Severity {
  const [properties] = rule?.tables("properties") ?? [];
  const score = Number(properties?.raw("security-severity") ?? "");
  if (score > 0)
    return score >= 9 ? "critical" : score >= 7 ? "high" : score >= 4 ? "medium" : "low";
  const [standard] = rule?.tables("defaultConfiguration") ?? [];
  const level = result.text("level") || standard?.text("level") || "warning";
  return levels[level] ?? "medium";
}

const levels: Readonly<Record<string, Severity>> = {
  error: "high",
  warning: "medium",
  note: "low",
  none: "info",
};

function locationOf(result: Table, own: Table | undefined): Location {
  const [inside] = own?.tables("location") ?? [];
  const [physical] = result.tables("locations").flatMap((each) => each.tables("physicalLocation"));
  const [artifact] = physical?.tables("artifactLocation") ?? [];
  const [region] = physical?.tables("region") ?? [];
  const path = inside?.text("path") || pathOf(artifact?.text("uri") ?? "");
  const key = inside?.text("key") ?? "";
  return {
    ...placeAt(path, region?.number("startLine"), region?.number("startColumn")),
    ...(key !== "" && { key }),
  };
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\/(?=\/)/, ""));
  } catch {
    return uri;
  }
}
