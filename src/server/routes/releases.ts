import * as v from "valibot";
import type { Page, ReleaseDetail, ReleaseRow, Verdict } from "../api.ts";
import { mustSee, projectsOf } from "../auth/caller.ts";
import { andOlder, conditions, countedEvents } from "../conditions.ts";
import type { Queries } from "../database/database.ts";
import { type FindingRecord, findingColumns, findingRow } from "../findings/rows.ts";
import { cursor, cursorOf, limit, projects, someOf } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import { type EventRow, eventColumns } from "../store/rows.ts";

const isRelease = "type in ('scan-finished', 'gate-passed', 'gate-failed')";

/** What was found, not found, or not looked at, as an event of a scan or a gate says it. */
const verdictNow = `case
  when type = 'gate-failed' then 'blocked'
  when exists (select 1 from jsonb_each_text(coalesce(data->'findings', '{}'))
    where key in ('critical', 'high', 'medium') and value::int > 0) then 'findings'
  when coalesce((data->>'gaps')::int, 0) > 0 then 'incomplete'
  else 'clean'
end`;

const changesNow = `
left join lateral (
  select count(*) filter (where changes.type = 'finding-opened') as opened,
    count(*) filter (where changes.type = 'finding-closed') as closed
  from events as changes
  where changes.type in ('finding-opened', 'finding-closed')
    and changes.scan = release.scan
) as difference on true
left join lateral (
  select id from events as earlier
  where earlier.${isRelease} and earlier.project = release.project
    and md5(earlier.data->>'target') = md5(release.data->>'target')
    and (earlier.time, earlier.sequence) < (release.time, release.sequence)
  order by earlier.time desc, earlier.sequence desc limit 1
) as before on true`;

interface ReleaseRecord extends EventRow {
  /** Of which scan, in which project. */
  readonly scan: string | null;
  readonly verdict: Verdict;
  readonly opened: number;
  readonly closed: number;
  readonly before: string | null;
}

interface ReleaseData {
  readonly target?: string;
  readonly findings?: ReleaseRow["findings"];
  readonly gaps?: number;
  readonly files?: number;
  readonly bytesSeen?: number;
  readonly bytesRead?: number;
  readonly durationMs?: number;
  readonly notInspected?: ReleaseDetail["coverage"]["gaps"];
  readonly checks?: ReleaseDetail["checks"];
}

function releaseRow(row: ReleaseRecord): ReleaseRow {
  const data: ReleaseData = row.data;
  const isScan = row.type === "scan-finished";
  return {
    id: row.id,
    project: row.project,
    target: data.target ?? "",
    time: row.time,
    actor: row.actor,
    by: isScan ? "scan" : "gate",
    verdict: row.verdict,
    findings: data.findings ?? {},
    gaps: data.gaps ?? 0,
    ...(isScan && row.before !== null && { opened: row.opened, closed: row.closed }),
  };
}

const coverageOf = (data: ReleaseData): ReleaseDetail["coverage"] => ({
  ...(data.files !== undefined && { files: data.files }),
  ...(data.bytesSeen !== undefined && { bytesSeen: data.bytesSeen }),
  ...(data.bytesRead !== undefined && { bytesRead: data.bytesRead }),
  ...(data.durationMs !== undefined && { durationMs: data.durationMs }),
  gaps: data.notInspected ?? [],
});

async function differenceOf(
  { query }: Queries,
  { before, scan }: ReleaseRecord,
): Promise<Pick<ReleaseDetail, "difference">> {
  if (before === null || scan === null) return {};
  const rows = await query<FindingRecord & { change: string }>(
    `select ${findingColumns}, change from findings join (
       select distinct finding, type as change from events
       where type in ('finding-opened', 'finding-closed') and scan = $1
     ) as changes on changes.finding = findings.id order by severity_rank desc, id limit 1000`,
    [scan],
  );
  const by = (change: string) => rows.filter((each) => each.change === change).map(findingRow);
  return { difference: { before, opened: by("finding-opened"), closed: by("finding-closed") } };
}

/** What else was said of the target until its next release: the dossier, and receipts. */
async function besides(
  { query }: Queries,
  { project, time, data }: ReleaseRecord,
): Promise<Pick<ReleaseDetail, "dossier" | "receipts">> {
  const rows = await query<EventRow>(
    `select ${eventColumns} from events
     where project = $1 and md5(data->>'target') = md5($2) and time >= $3
       and type in ('brief-finished', 'clean-finished', 'proof-checked') and time < coalesce((
         select min(time) from events where project = $1 and md5(data->>'target') = md5($2)
           and ${isRelease} and time > $3
       ), 'infinity')
     order by time, sequence limit 100`,
    [project, data["target"] ?? "", time],
  );
  const dossier = rows.findLast(({ type }) => type === "brief-finished")?.data["dossier"];
  return {
    ...(typeof dossier === "string" && { dossier: parsed(dossier) }),
    receipts: rows.filter(({ type }) => type !== "brief-finished").map(receiptOf),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

const receiptOf = ({ id, time, type, data }: EventRow): ReleaseDetail["receipts"][number] => ({
  id,
  time,
  kind: type === "proof-checked" ? "proved" : "cleaned",
  ...(data as Pick<ReleaseDetail["receipts"][number], "holds" | "edits" | "dropped" | "left">),
});

const select = `select release.*, difference.opened, difference.closed, before.id as before`;

export const releases: Routes = [
  route({
    method: "GET",
    path: "/api/releases",
    access: "read",
    summary: "What was scanned or gated, the newest first",
    answers: "Page<ReleaseRow>",
    query: v.object({
      project: projects,
      target: v.optional(v.pipe(v.string(), v.maxLength(8192))),
      verdict: someOf(["clean", "findings", "incomplete", "blocked"]),
      cursor,
      limit: limit(50, 200),
    }),
    answer: async (
      { query: { project, target, verdict, cursor, limit }, caller },
      { database },
    ) => {
      const all = conditions();
      all.and(isRelease);
      const allowed = projectsOf(caller, project);
      if (allowed) all.and(`project = any(${all.value(allowed)}::text[])`);
      if (target !== undefined) all.and(`md5(data->>'target') = md5(${all.value(target)})`);
      if (verdict.length > 0) all.and(`(${verdictNow}) = any(${all.value(verdict)}::text[])`);
      const total = await countedEvents(database, all);
      andOlder(all, cursor);
      const rows = await database.query<ReleaseRecord>(
        `${select} from (
           select ${eventColumns}, scan, ${verdictNow} as verdict from events ${all.where()}
           order by time desc, sequence desc limit ${limit + 1}
         ) as release ${changesNow} order by release.time desc, release.sequence desc`,
        all.values,
      );
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return Response.json({
        items: items.map(releaseRow),
        ...(last && { next: cursorOf([last.time, last.sequence]) }),
        total,
      } satisfies Page<ReleaseRow>);
    },
  }),
  route({
    method: "GET",
    path: "/api/releases/:id",
    access: "read",
    summary: "A release: what was covered, found, and what is different from the one before",
    answers: "ReleaseDetail",
    answer: async ({ parameter, caller }, { database }) => {
      const [record] = await database.query<ReleaseRecord>(
        `${select} from (
           select ${eventColumns}, scan, ${verdictNow} as verdict from events
           where id = $1 and ${isRelease}
         ) as release ${changesNow}`,
        [parameter("id")],
      );
      mustSee(caller, record?.project, "release");
      return Response.json(record && (await detailOf(database, record)));
    },
  }),
];

async function detailOf(queries: Queries, record: ReleaseRecord): Promise<ReleaseDetail> {
  const data: ReleaseData = record.data;
  const [difference, rest] = await Promise.all([
    differenceOf(queries, record),
    besides(queries, record),
  ]);
  return {
    ...releaseRow(record),
    coverage: coverageOf(data),
    checks: data.checks ?? [],
    ...difference,
    ...rest,
  };
}
