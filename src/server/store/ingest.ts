import { createHash } from "node:crypto";
import type { Event } from "../../ledger/event.ts";
import type { Database, Queries } from "../database/database.ts";
import { noteDeliveries } from "../webhooks/courier.ts";
import { forgetLate } from "../history.ts";
import { noteChanges } from "../current.ts";
import { refold } from "./findings.ts";
import { storing } from "./storing.ts";

/** What became of events that were to be stored. */
export interface Stored {
  /** Those that were not there before. */
  readonly events: readonly Event[];
  readonly known: number;
}

/**
 * Stores events, all or none. Those whose id is there already change nothing.
 *
 * @throws The database's error: then none was stored, or the connection broke behind the commit.
 */
export async function store(database: Database, events: readonly Event[]): Promise<Stored> {
  if (events.length === 0) return { events: [], known: 0 };
  return storing(database, async (queries) => {
    const ids = new Set(await inserted(queries, events));
    const added = events.filter(({ id }) => ids.delete(id));
    const findings = [...new Set(added.map(findingOf).filter((id) => id !== undefined))];
    await refold(queries, findings);
    return { events: added, known: events.length - added.length };
  });
}

/** How many are stored at once, so that others have their turn in between. */
const portion = 250;

/**
 * Stores events in portions, each all or none.
 *
 * @throws The database's error: then those of the portions before it are stored.
 */
export async function storeAll(database: Database, events: readonly Event[]): Promise<Stored> {
  let all: Stored = { events: [], known: 0 };
  for (let at = 0; at < events.length; at += portion) {
    const stored = await store(database, events.slice(at, at + portion));
    all = {
      events: [...all.events, ...stored.events],
      known: all.known + stored.known,
    };
  }
  return all;
}

/** The name of a finding: of a value in a project. 32 hexadecimal digits. */
export const findingId = (project: string, fingerprint: string): string =>
  createHash("sha256").update(`${project}\0${fingerprint}`).digest("hex").slice(0, 32);

const findingOf = ({ project, happening }: Event): string | undefined =>
  "finding" in happening ? findingId(project, happening.finding.fingerprint) : undefined;

const insert = `
insert into events (id, time, actor, project, stage, type, finding, data, previous)
select id, time, actor, project, stage, type, finding, data, previous
from jsonb_to_recordset($1::jsonb) as event
  (id text, time timestamptz, actor text, project text, stage text, type text, finding text,
   data jsonb, previous text, position bigint)
order by position
on conflict (id) do nothing
returning sequence, id, time, actor, project, type`;

const countInProjects = `
insert into projects (name, first_event_at, last_event_at, events)
select project, min(time), max(time), count(*) from added group by project order by project
on conflict (name) do update set
  first_event_at = least(projects.first_event_at, excluded.first_event_at),
  last_event_at = greatest(projects.last_event_at, excluded.last_event_at),
  events = projects.events + excluded.events`;

/** Who commits or pushes, day by day: few rows, where asking each commit would take long. */
const noteCommitters = `
insert into committers (project, actor, day)
select distinct project, actor, (time at time zone 'UTC')::date from added
where type in ('commit-blocked', 'commit-passed', 'push-blocked', 'push-passed')
on conflict do nothing`;

/** All that is written when events come in but findings, in one statement. */
const insertAndNote = `
with added as (${insert}),
counted as (${countInProjects}),
committed as (${noteCommitters}),
changed as (${noteChanges}),
forgotten as (${forgetLate}),
told as (${noteDeliveries})
select id from added`;

async function inserted({ query }: Queries, events: readonly Event[]): Promise<string[]> {
  const rows = await query<{ id: string }>(insertAndNote, [JSON.stringify(events.map(rowOf))]);
  return rows.map(({ id }) => id);
}

function rowOf(event: Event, position: number) {
  const { id, time, actor, project, stage, previous } = event;
  const { type, ...data } = event.happening;
  const finding = findingOf(event);
  return { id, time, actor, project, stage, type, finding, data, previous, position };
}

/** PostgreSQL's text has no NUL, which a path in an event may have. */
export const storable = (events: readonly Event[]): readonly Event[] =>
  JSON.parse(JSON.stringify(events).replaceAll(String.raw`\u0000`, "\u{fffd}")) as Event[];
