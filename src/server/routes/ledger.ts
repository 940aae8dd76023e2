import * as v from "valibot";
import type { HappeningType } from "../../ledger/event.ts";
import { all as eventTypes } from "../../ledger/events/index.ts";
import { stages } from "../../ledger/stages.ts";
import { type ParsedEvent, parsedEvent } from "../../ledger/parse.ts";
import type { Ingested, LedgerPage, Page, Project } from "../api.ts";
import { type Caller, projectsOf, sees } from "../auth/caller.ts";
import { andOlder, conditions, countedEvents } from "../conditions.ts";
import { cursor, cursorOf, limit, projects, someOf } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import { storable, storeAll } from "../store/ingest.ts";
import { type EventRow, eventColumns, ledgerEvent } from "../store/rows.ts";

const types = Object.keys(eventTypes) as HappeningType[];

/** A token tells of its own projects alone. */
function own(parsed: ParsedEvent, caller: Caller): ParsedEvent {
  if (!("event" in parsed) || sees(caller, parsed.event.project)) return parsed;
  return {
    id: parsed.event.id,
    reason: `this token is not for the project '${parsed.event.project}'`,
  };
}

export const ledger: Routes = [
  route({
    method: "POST",
    path: "/api/ledger",
    access: "ingest",
    summary: "Store events; those that are there already change nothing",
    answers: "Ingested",
    body: v.strictObject({ events: v.pipe(v.array(v.unknown()), v.maxLength(1000)) }),
    maxBytes: 16 * 1024 * 1024,
    answer: async ({ body, caller }, { database, feed, courier }) => {
      const parsed = body.events.map((each) => own(parsedEvent(each), caller));
      const events = parsed.flatMap((each) => ("event" in each ? [each.event] : []));
      const stored = await storeAll(database, storable(events));
      if (stored.events.length > 0) feed.nudge();
      if (stored.events.length > 0) courier.nudge();
      return Response.json({
        stored: stored.events.length,
        known: stored.known,
        refused: parsed.flatMap((each) => ("event" in each ? [] : [each])),
      } satisfies Ingested);
    },
  }),
  route({
    method: "GET",
    path: "/api/ledger",
    access: "read",
    summary: "Events, the newest first",
    answers: "LedgerPage",
    query: v.object({
      project: projects,
      stage: someOf(stages),
      type: someOf(types),
      finding: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/))),
      cursor,
      limit: limit(100, 500),
    }),
    answer: async (
      { query: { project, stage, type, finding, cursor, limit }, caller },
      { database },
    ) => {
      const all = conditions();
      const allowed = projectsOf(caller, project);
      if (allowed) all.and(`project = any(${all.value(allowed)}::text[])`);
      if (stage.length > 0) all.and(`stage = any(${all.value(stage)}::text[])`);
      if (type.length > 0) all.and(`type = any(${all.value(type)}::text[])`);
      if (finding !== undefined) all.and(`finding = ${all.value(finding)}`);
      const total = await countedEvents(database, all);
      andOlder(all, cursor);
      const rows = await database.query<EventRow>(
        `select ${eventColumns} from events ${all.where()} order by time desc, sequence desc limit ${limit + 1}`,
        all.values,
      );
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return Response.json({
        items: items.map(ledgerEvent),
        ...(last && { next: cursorOf([last.time, last.sequence]) }),
        total,
      } satisfies LedgerPage);
    },
  }),
  route({
    method: "GET",
    path: "/api/projects",
    access: "read",
    summary: "Projects, and how many findings are open in each",
    answers: "Page<Project>",
    answer: async ({ caller }, { database }) => {
      const rows = await database.query<ProjectRow>(
        `select projects.*, coalesce(counts.open, '{}') as open
         from projects left join (
           select project, jsonb_object_agg(severity, count) as open
           from (
             select project, severity, count(*) as count from findings
             where state = 'open' group by project, severity
           ) as by_severity group by project
         ) as counts on counts.project = name
         where $1::text[] is null or name = any($1::text[])
         order by name limit 1000`,
        [projectsOf(caller, []) ?? null],
      );
      return Response.json({
        items: rows.map(projectOf),
        total: rows.length,
      } satisfies Page<Project>);
    },
  }),
];

interface ProjectRow {
  readonly name: string;
  readonly first_event_at: string;
  readonly last_event_at: string;
  readonly events: number;
  readonly open: Project["open"];
}

const projectOf = ({ name, first_event_at, last_event_at, events, open }: ProjectRow): Project => ({
  name,
  firstEventAt: first_event_at,
  lastEventAt: last_event_at,
  events,
  open,
});
