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
    const driver = inside(run, "tool", "driver");
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
  const own = tool === "tare" ? inside(result, "properties") : undefined;
  const id = result.text("ruleId") || "unknown";
  const help = textIn(rule, "fullDescription");
  return {
    ...ofSecret,
    rule: own ? id : `${slug(tool)}/${id}`,
    title: textIn(rule, "shortDescription") || textIn(result, "message") || id,
    class: classOf(own, tool),
    severity: wordOf(own, "severity", severities) ?? severityOf(result, rule),
    verified: textOf(own, "verified") === "active" ? "active" : "unknown",
    ...(help !== "" && { harm: help }),
    ...(own && { preview: own.text("preview"), ...ofTare(result, rule) }),
    location: locationOf(result, own),
  };
}

/** What tare's SARIF says besides. */
function ofTare(result: Table, rule: Table | undefined): Partial<Leak> {
  const fingerprint = textOf(inside(result, "partialFingerprints"), "tareFingerprint/v1");
  const remedy = /\n\nWhat to do: ([^]*)$/.exec(textIn(rule, "help"))?.[1];
  return {
    ...(fingerprint !== "" && { fingerprint }),
    ...(remedy !== undefined && { remedy }),
  };
}

/** The first table under these keys, one in the other. */
const inside = (table: Table | undefined, ...keys: readonly string[]): Table | undefined =>
  keys.reduce((at, key) => at?.tables(key)[0], table);

const textOf = (table: Table | undefined, key: string): string => table?.text(key) ?? "";

const slug = (tool: string): string => tool.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");

/** The text of a message or a description. */
const textIn = (table: Table | undefined, key: string): string =>
  textOf(inside(table, key), "text");

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
  const score = Number(inside(rule, "properties")?.raw("security-severity") ?? "");
  const [scored] = scores.filter(([least]) => score >= least);
  if (scored) return scored[1];
  const level = result.text("level") || textOf(inside(rule, "defaultConfiguration"), "level");
  return levels[level || "warning"] ?? "medium";
}

const scores: readonly (readonly [number, Severity])[] = [
  [9, "critical"],
  [7, "high"],
  [4, "medium"],
  [0.1, "low"],
];

const levels: Readonly<Record<string, Severity>> = {
  error: "high",
  warning: "medium",
  note: "low",
  none: "info",
};

function locationOf(result: Table, own: Table | undefined): Location {
  const place = inside(own, "location");
  const physical = inside(result, "locations", "physicalLocation");
  const region = inside(physical, "region");
  const key = textOf(place, "key");
  return {
    ...placeAt(
      textOf(place, "path") || pathOf(textOf(inside(physical, "artifactLocation"), "uri")),
      region?.number("startLine"),
      region?.number("startColumn"),
    ),
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
