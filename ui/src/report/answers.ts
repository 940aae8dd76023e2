import type { PageData, PageEntry, PagePlace } from "../../../src/report/html/page-data.ts";
import type { FindingCounts, FindingRow, Page, Session } from "../../../src/server/api.ts";
import type { ReportFinding } from "./finding.ts";
import { severities } from "../words/names.ts";
import { type Filterable, matches, parseQuery } from "../filter/query.ts";

/** Answers what the pages ask of a server, from one report. */
export function answersFrom(data: PageData): (path: string) => unknown {
  const findings = data.entries.map((entry, index) => findingOf(data, entry, index));
  const filterables = new Map(findings.map((each) => [each.id, filterableOf(each)]));
  const passing = (q: string): readonly ReportFinding[] => {
    const tokens = parseQuery(q);
    return findings.filter((each) => {
      const filterable = filterables.get(each.id);
      return filterable !== undefined && matches(tokens, filterable, 0);
    });
  };
  return (path) => {
    const url = new URL(path, "http://report");
    const q = url.searchParams.get("q") ?? "";
    const id = /^\/api\/findings\/(.+)$/.exec(url.pathname)?.[1];
    if (id === "counts") return countsOf(passing(q));
    if (id !== undefined) return findings.find((each) => each.id === decodeURIComponent(id));
    return pageOf(sorted(passing(q), url.searchParams.get("sort")), url.searchParams);
  };
}

/** Nobody is logged in to a file; whoever has it reads it. */
export const reader: Session = {
  user: {
    id: "",
    name: "",
    role: "viewer",
    login: "password",
    createdAt: "",
    isDisabled: false,
  },
  csrfToken: "",
  expiresAt: "",
};

/** All stands in the one target: naming it in each row leaves no room for the rest. */
function belowTarget({ chain, place }: PagePlace, target: string): string {
  const path = chain.join("!/");
  if (path === target && place !== "") return "";
  const inside = [`${target}!/`, `${target}/`].find((each) => path.startsWith(each));
  return inside === undefined ? path : path.slice(inside.length);
}

const untold = { rule: "", title: "", harm: "", remedy: "" } as const;

function findingOf(data: PageData, entry: PageEntry, index: number): ReportFinding {
  const { rule, title, harm, remedy } = data.texts[entry.text] ?? untold;
  const [first] = entry.at;
  return {
    id: String(index),
    project: "",
    fingerprint: entry.fingerprint,
    rule,
    class: entry.class,
    severity: entry.severity,
    confidence: entry.confidence,
    title,
    harm,
    remedy,
    preview: entry.preview,
    verified: entry.verified,
    state: "open",
    isReopened: false,
    targets: [],
    path: first === undefined ? "" : belowTarget(first, data.target),
    ...(first && first.place !== "" ? { key: first.place } : {}),
    openedAt: data.startedAt,
    changedAt: data.startedAt,
    changedBy: "",
    history: [],
    places: entry.at,
    placesInAll: entry.places,
    evidence: entry.evidence,
    context: { before: entry.before ?? "", after: entry.after ?? "" },
  };
}

/** A value in thousands of places is looked for in the first of them. */
const placesSearched = 20;

/** Its text is put together when a word is first looked for: the first page does not wait for that. */
function filterableOf(finding: ReportFinding): Filterable {
  let text: string | undefined;
  return {
    facets: {
      class: [finding.class],
      severity: [finding.severity],
      rule: [finding.rule],
      state: [finding.state],
    },
    get text() {
      return (text ??= textOf(finding));
    },
  };
}

const textOf = ({ context, places, ...finding }: ReportFinding): string =>
  [
    finding.title,
    finding.rule,
    context.before,
    finding.preview,
    context.after,
    ...places.slice(0, placesSearched).flatMap(({ chain, key = "" }) => [chain.join("/"), key]),
  ]
    .join("\n")
    .toLowerCase();

/** Of equals, the order of the report stays. */
const sorted = (rows: readonly ReportFinding[], sort: string | null): readonly ReportFinding[] =>
  rows.toSorted((one, other) =>
    sort === "rule" ? one.rule.localeCompare(other.rule) : rank(one) - rank(other),
  );

const rank = ({ severity }: ReportFinding): number => severities.indexOf(severity);

function pageOf(rows: readonly ReportFinding[], query: URLSearchParams): Page<FindingRow> {
  const start = Number(query.get("cursor") ?? 0);
  const end = start + Number(query.get("limit") ?? 100);
  return {
    items: rows.slice(start, end),
    total: rows.length,
    ...(end < rows.length ? { next: String(end) } : {}),
  };
}

function countsOf(rows: readonly FindingRow[]): FindingCounts {
  const by = (of: (row: FindingRow) => string): Record<string, number> =>
    Object.fromEntries([...Map.groupBy(rows, of)].map(([name, { length }]) => [name, length]));
  return {
    total: rows.length,
    bySeverity: by(({ severity }) => severity),
    byClass: by(({ class: kind }) => kind),
    byState: by(({ state }) => state),
    byProject: {},
  };
}
