import * as v from "valibot";
import type { FindingCounts, FindingDetail, FindingsChanged, FindingSort } from "../api.ts";
import { audited } from "../auth/audit.ts";
import { mustSee, projectsOf, sees } from "../auth/caller.ts";
import type { Queries } from "../database/database.ts";
import { changeEvent } from "../findings/change.ts";
import { conditionsOf, findingsPage, findingSorts } from "../findings/list.ts";
import { stateNow } from "../findings/filter.ts";
import { type FindingRecord, findingColumns, findingRow } from "../findings/rows.ts";
import { cursor, limit, projects } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import { store } from "../store/ingest.ts";
import { type EventRow, eventColumns, ledgerEvent } from "../store/rows.ts";

const q = v.optional(v.pipe(v.string(), v.maxLength(2000)), "");
const sorts = findingSorts.flatMap((each) => [each, `-${each}` as const]);

const ids = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
  v.minLength(1),
  v.maxLength(1000),
);
const note = v.pipe(v.string(), v.trim(), v.maxLength(2000));
const change = v.variant("action", [
  v.strictObject({
    action: v.literal("accept"),
    ids,
    reason: v.pipe(note, v.minLength(1, "say why")),
    expires: v.pipe(
      v.string(),
      v.isoDate(),
      v.check((day) => day >= new Date().toISOString().slice(0, 10), "the last day is over"),
    ),
  }),
  v.strictObject({ action: v.picklist(["rotate", "reopen"]), ids, note: v.exactOptional(note) }),
]);

const recordsOf = async ({ query }: Queries, ids: readonly string[]): Promise<FindingRecord[]> =>
  query<FindingRecord>(`select ${findingColumns} from findings where id = any($1::text[])`, [ids]);

async function countsOf(
  { query }: Queries,
  asked: Parameters<typeof conditionsOf>[0],
): Promise<FindingCounts> {
  const all = conditionsOf(asked);
  const rows = await query<{ axis: string; name: string; count: number }>(
    `select axis, name, sum(count) as count
     from (
       select project, state, expires, class, severity, count(*) as count
       from findings ${all.where()} group by project, state, expires, class, severity
     ) as alike
     cross join lateral (values
       ('severity', severity), ('class', class), ('state', ${stateNow}), ('project', project)
     ) as said (axis, name) group by axis, name order by axis, name`,
    all.values,
  );
  const by = (axis: string) =>
    Object.fromEntries(
      rows.filter((each) => each.axis === axis).map(({ name, count }) => [name, count]),
    );
  const total = rows.reduce((sum, each) => sum + (each.axis === "state" ? each.count : 0), 0);
  return {
    total,
    bySeverity: by("severity"),
    byClass: by("class"),
    byState: by("state"),
    byProject: by("project"),
  };
}

export const findings: Routes = [
  route({
    method: "GET",
    path: "/api/findings",
    access: "read",
    summary: "Findings, by a filter of tokens",
    answers: "FindingPage",
    query: v.object({
      q,
      project: projects,
      sort: v.optional(v.picklist(sorts), "severity"),
      cursor,
      limit: limit(100, 500),
    }),
    answer: async ({ query: { q, project, sort, cursor, limit }, caller }, { database }) => {
      const allowed = projectsOf(caller, project);
      return Response.json(
        await findingsPage(database, {
          q,
          ...(allowed && { projects: allowed }),
          sort: sort.replace("-", "") as FindingSort,
          isTurned: sort.startsWith("-"),
          ...(cursor && { cursor }),
          limit,
        }),
      );
    },
  }),
  route({
    method: "GET",
    path: "/api/findings/counts",
    access: "read",
    summary: "How many findings there are, by what can be filtered",
    answers: "FindingCounts",
    query: v.object({ q, project: projects }),
    answer: async ({ query: { q, project }, caller }, { database }) => {
      const allowed = projectsOf(caller, project);
      return Response.json(await countsOf(database, { q, ...(allowed && { projects: allowed }) }));
    },
  }),
  route({
    method: "GET",
    path: "/api/findings/:id",
    access: "read",
    summary: "A finding, and all that happened to it",
    answers: "FindingDetail",
    answer: async ({ parameter, caller }, { database }) => {
      const [record] = await recordsOf(database, [parameter("id")]);
      mustSee(caller, record?.project, "finding");
      const events = await database.query<EventRow>(
        `select ${eventColumns} from events where finding = $1 order by time, sequence limit 1000`,
        [parameter("id")],
      );
      return Response.json(record && detailOf(record, events));
    },
  }),
  route({
    method: "POST",
    path: "/api/findings/changes",
    access: "triage",
    summary: "Accept findings until a day, mark them rotated, or open them again",
    answers: "FindingsChanged",
    body: change,
    answer: async ({ body, caller }, { database, feed, courier }) => {
      const all = await recordsOf(database, body.ids);
      const own = all.filter(({ project }) => sees(caller, project));
      const actor = caller.name;
      await store(
        database,
        own.map((each) => changeEvent(each, body, actor)),
      );
      const details = { findings: own.length };
      await audited(database, {
        actor,
        action: `finding.${body.action}`,
        subject: own.map(({ id }) => id).join(" "),
        details,
      });
      feed.nudge();
      courier.nudge();
      const changed = await recordsOf(
        database,
        own.map(({ id }) => id),
      );
      return Response.json({
        findings: changed.map(findingRow),
        missing: body.ids.filter((id) => !own.some((each) => each.id === id)),
      } satisfies FindingsChanged);
    },
  }),
];

const detailOf = (record: FindingRecord, events: readonly EventRow[]): FindingDetail => ({
  ...findingRow(record),
  ...(record.confidence !== null && { confidence: record.confidence }),
  harm: record.harm,
  remedy: record.remedy,
  history: events.map(ledgerEvent),
});
