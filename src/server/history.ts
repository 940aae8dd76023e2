import type { GaugeReading } from "./api.ts";
import type { Database, Queries } from "./database/database.ts";
import type { GaugeDefinition } from "./gauge.ts";
import { type Asked, readingsAt } from "./readings.ts";
import { storing } from "./store/storing.ts";

/** What gauges showed at moments that are over. It is worked out once, and kept in the database. */
export interface History {
  /** In the order of the moments. */
  readonly readings: (
    gauge: GaugeDefinition,
    moments: readonly string[],
    asked: Asked,
  ) => Promise<readonly GaugeReading[]>;
  /** The same of several gauges, by their ids, as far as it is known now or soon; the rest is worked out meanwhile. */
  readonly trends: (
    gauges: readonly GaugeDefinition[],
    moments: readonly string[],
    asked: Asked,
  ) => Promise<Trends>;
}

type Trends = ReadonlyMap<string, readonly (GaugeReading | undefined)[]>;

/** How long somebody waits for what is not known yet, in milliseconds. */
const patience = 300;

interface Row {
  readonly gauge: string;
  readonly at: string;
  readonly value: number | null;
  readonly events: number;
  readonly fresh_at: string | null;
}

/** Of which projects a reading is, as a text. */
export const scopeOf = ({ projects }: Asked): string =>
  JSON.stringify(projects?.toSorted() ?? null);

export function newHistory(database: Database): History {
  let working: Promise<unknown> = Promise.resolve();
  return {
    readings: async (gauge, moments, asked) => workedOut(database, gauge, moments, asked),
    trends: async (gauges, moments, asked) => {
      const found = await known(database, gauges, moments, asked);
      const missing = gauges.filter(({ id }) => found.get(id)?.includes(undefined) === true);
      if (missing.length === 0) return found;
      working = working.then(async () => {
        for (const each of missing) await workedOut(database, each, moments, asked);
      });
      // The database may go away meanwhile: who asks next tries again.
      working = working.catch(() => undefined);
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patience))]);
      return known(database, gauges, moments, asked);
    },
  };
}

/** What the database keeps. */
async function known(
  { query }: Queries,
  gauges: readonly GaugeDefinition[],
  moments: readonly string[],
  asked: Asked,
): Promise<Trends> {
  const rows = await query<Row>(
    `select gauge, at, value, events, fresh_at from gauge_readings
     where gauge = any($1::text[]) and projects = $2 and at = any($3::timestamptz[])`,
    [gauges.map(({ id }) => id), scopeOf(asked), moments],
  );
  const readings = new Map(rows.map((row) => [`${row.gauge} ${row.at}`, readingOf(row)]));
  return new Map(
    gauges.map(({ id }) => [id, moments.map((each) => readings.get(`${id} ${each}`))]),
  );
}

/** What the database keeps of a gauge, and what is missing, which it keeps from then on. */
async function workedOut(
  database: Database,
  gauge: GaugeDefinition,
  moments: readonly string[],
  asked: Asked,
): Promise<readonly GaugeReading[]> {
  const found = (await known(database, [gauge], moments, asked)).get(gauge.id) ?? [];
  const missing = moments.filter((_, index) => found[index] === undefined);
  if (missing.length === 0) return found.filter((each) => each !== undefined);
  const before = await newestIn(database);
  const worked = await readingsAt(database, gauge, missing, asked);
  await keep(database, { gauge, moments: missing, readings: worked, asked, before });
  return moments.map(
    (each, index) => found[index] ?? worked[missing.indexOf(each)] ?? { state: "no-data" },
  );
}

const readingOf = ({ value, events, fresh_at: freshAt }: Row): GaugeReading =>
  value === null || freshAt === null
    ? { state: "no-data" }
    : { state: "value", value, events, freshAt };

async function newestIn({ query }: Queries): Promise<number> {
  const [row] = await query<{ last: number | null }>("select max(sequence) as last from events");
  return row?.last ?? 0;
}

interface Worked {
  readonly gauge: GaugeDefinition;
  readonly moments: readonly string[];
  readonly readings: readonly GaugeReading[];
  readonly asked: Asked;
  /** The number of the newest event beforehand. */
  readonly before: number;
}

/** Keeps readings, but those that an event has changed which came meanwhile. */
async function keep(
  database: Database,
  { gauge, moments, readings, asked, before }: Worked,
): Promise<void> {
  const rows = readings
    .map((each, index) => ({
      at: moments[index] ?? "",
      ...(each.state === "value"
        ? { value: each.value, events: each.events, fresh_at: each.freshAt }
        : { value: null, events: 0, fresh_at: null }),
    }))
    .filter(({ at }) => isMidnight(at));
  if (rows.length === 0) return;
  await storing(database, async ({ query }) => {
    await query(
      `insert into gauge_readings (gauge, projects, at, value, events, fresh_at)
       select $1, $2, at, value, events, fresh_at
       from jsonb_to_recordset($3::jsonb) as reading
         (at timestamptz, value float8, events int, fresh_at timestamptz)
       where not exists (select 1 from events where sequence > $4 and time <= reading.at)
       on conflict do nothing`,
      [gauge.id, scopeOf(asked), JSON.stringify(rows), before],
    );
  });
}

/** Events that were `added` and came late change what gauges showed from their time on. */
export const forgetLate = `
delete from gauge_readings where at >= (select min(time) from added)`;

/** Nobody asks again for another moment. */
const isMidnight = (moment: string): boolean => Date.parse(moment) % dayMs === 0;

const dayMs = 86_400_000;

/** The midnights, in UTC, that ended the last `count` periods of some days; oldest first. */
export function midnightsBefore(now: Date, count: number, days: number): readonly string[] {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * days * dayMs).toISOString(),
  );
}
