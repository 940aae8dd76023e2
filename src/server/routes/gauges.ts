import * as v from "valibot";
import { type HappeningType, stageOf } from "../../ledger/event.ts";
import { type Stage, stages } from "../../ledger/stages.ts";
import type { Gauge, GaugeDetail, GaugeHistory, Gauges, StagePage } from "../api.ts";
import { projectsOf } from "../auth/caller.ts";
import { gauges as definitions, shownGauge, trendMoments, valueOf } from "../battlecard.ts";
import type { Queries } from "../database/database.ts";
import { Failure } from "../failure.ts";
import type { GaugeDefinition } from "../gauge.ts";
import { projects } from "../queries.ts";
import type { Asked } from "../readings.ts";
import { route, type Routes } from "../route.ts";
import type { Services } from "../services.ts";
import { type EventRow, eventColumns, ledgerEvent } from "../store/rows.ts";

const asked = v.object({ project: projects });
const mostPoints = 400;
const dayMs = 86_400_000;

function gaugeNamed(id: string): GaugeDefinition {
  const gauge = definitions.find((each) => each.id === id);
  if (gauge) return gauge;
  throw new Failure("not-found", `no gauge '${id}'`);
}

const askedBy = (allowed: readonly string[] | undefined): Asked =>
  allowed ? { projects: allowed } : {};

async function shown(
  gauges: readonly GaugeDefinition[],
  asked: Asked,
  { current, history }: Services,
): Promise<Gauge[]> {
  const [readings, trends] = await Promise.all([
    current.readings(gauges, asked),
    history.trends(gauges, trendMoments(new Date()), asked),
  ]);
  return gauges.map((each, index) =>
    shownGauge(each, readings[index] ?? { state: "no-data" }, trends.get(each.id) ?? []),
  );
}

const newest = async (
  { query }: Queries,
  condition: { readonly column: "type" | "stage"; readonly values: readonly string[] },
  { projects }: Asked,
  count: number,
): Promise<EventRow[]> =>
  query<EventRow>(
    `select ${eventColumns} from events
     where ${condition.column} = any($1::text[]) and ($2::text[] is null or project = any($2::text[]))
     order by time desc, sequence desc limit ${count}`,
    [condition.values, projects ?? null],
  );

/** Which events belong to a stage. */
const typesOf = (stage: Stage): readonly HappeningType[] =>
  (Object.keys(stageOf) as HappeningType[]).filter((type) => stageOf[type] === stage);

const day = v.pipe(v.string(), v.isoDate());

/** The ends of the days or weeks that are asked for; the last is not in the future. */
function momentsOf(
  by: "day" | "week",
  from: string | undefined,
  to: string | undefined,
): readonly string[] {
  const step = (by === "day" ? 1 : 7) * dayMs;
  const now = Date.now();
  const end = Math.min(to === undefined ? now : Date.parse(to) + dayMs, now);
  const start = from === undefined ? end - 90 * dayMs : Date.parse(from) + dayMs;
  const moments: number[] = [];
  for (let at = Math.floor(end / dayMs) * dayMs; at >= start; at -= step) moments.unshift(at);
  if (moments.length > mostPoints)
    throw new Failure("bad-request", `that is more than ${mostPoints} points`, {
      hint: "ask by week",
    });
  if (end === now && moments.at(-1) !== now) moments.push(now);
  return moments.map((each) => new Date(each).toISOString());
}

/** A moment at midnight ends the day before. */
const dayOf = (moment: string): string =>
  new Date(Date.parse(moment) - 1).toISOString().slice(0, 10);

export const gauges: Routes = [
  route({
    method: "GET",
    path: "/api/gauges",
    access: "read",
    summary: "All gauges, in the order of the card",
    answers: "Gauges",
    query: asked,
    answer: async ({ query: { project }, caller }, services) =>
      Response.json({
        gauges: await shown(definitions, askedBy(projectsOf(caller, project)), services),
        at: new Date().toISOString(),
      } satisfies Gauges),
  }),
  route({
    method: "GET",
    path: "/api/gauges/:id",
    access: "read",
    summary: "How a gauge is computed, and from which events",
    answers: "GaugeDetail",
    query: asked,
    answer: async ({ query: { project }, caller, parameter }, services) => {
      const gauge = gaugeNamed(parameter("id"));
      const asked = askedBy(projectsOf(caller, project));
      const [[seen], events] = await Promise.all([
        shown([gauge], asked, services),
        newest(services.database, { column: "type", values: gauge.types }, asked, 100),
      ]);
      const { definition, sql, types } = gauge;
      return Response.json(
        seen &&
          ({
            ...seen,
            definition,
            sql: sql.trim(),
            types,
            events: events.map(ledgerEvent),
          } satisfies GaugeDetail),
      );
    },
  }),
  route({
    method: "GET",
    path: "/api/gauges/:id/history",
    access: "read",
    summary: "What a gauge showed, day by day or week by week",
    answers: "GaugeHistory",
    query: v.object({
      project: projects,
      by: v.optional(v.picklist(["day", "week"]), "week"),
      from: v.optional(day),
      to: v.optional(day),
    }),
    answer: async ({ query: { project, by, from, to }, caller, parameter }, { history }) => {
      const gauge = gaugeNamed(parameter("id"));
      const moments = momentsOf(by, from, to);
      const readings = await history.readings(gauge, moments, askedBy(projectsOf(caller, project)));
      return Response.json({
        id: gauge.id,
        by,
        points: readings.map((each, index) => ({
          day: dayOf(moments[index] ?? ""),
          value: valueOf(each),
        })),
      } satisfies GaugeHistory);
    },
  }),
  route({
    method: "GET",
    path: "/api/stages/:stage",
    access: "read",
    summary: "A stage of the card: its gauges, and what was recorded",
    answers: "StagePage",
    query: asked,
    answer: async ({ query: { project }, caller, parameter }, services) => {
      const stage = stages.find((each) => each === parameter("stage"));
      if (!stage) throw new Failure("not-found", `no stage '${parameter("stage")}'`);
      const asked = askedBy(projectsOf(caller, project));
      const own = definitions.filter((each) => each.stage === stage);
      const [gauges, events, counts] = await Promise.all([
        shown(own, asked, services),
        newest(services.database, { column: "stage", values: [stage] }, asked, 50),
        services.database.query<StagePage["counts"][number]>(
          `select type, count(*) as count from events
           where type = any($1::text[]) and time > now() - interval '90 days' and ($2::text[] is null or project = any($2::text[]))
           group by type order by type`,
          [typesOf(stage), asked.projects ?? null],
        ),
      ]);
      return Response.json({
        stage,
        gauges,
        counts,
        events: events.map(ledgerEvent),
      } satisfies StagePage);
    },
  }),
];
