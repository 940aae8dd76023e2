import type { GaugeReading } from "./api.ts";
import type { Database, Queries } from "./database/database.ts";
import type { GaugeDefinition } from "./gauge.ts";
import { scopeOf } from "./history.ts";
import { type Asked, readingsAt } from "./readings.ts";

/** What gauges show now, to the minute. */
export interface Current {
  /** In the order of the gauges. */
  readonly readings: (
    gauges: readonly GaugeDefinition[],
    asked: Asked,
  ) => Promise<readonly GaugeReading[]>;
}

interface Kept {
  /** While this is the same, so is the reading. */
  readonly state: string;
  readonly reading: Promise<GaugeReading>;
}

/** More than this many are forgotten: no memory is filled by asking for ever other projects. */
const most = 10_000;

const minuteMs = 60_000;

/**
 * Works out each reading once for all who ask, and anew when an event comes of a
 * type that its gauge reads, whichever server stores it, or the minute is over.
 *
 * @param clock The time, in milliseconds.
 */
export function newCurrent(database: Database, clock: () => number = Date.now): Current {
  const kept = new Map<string, Kept>();

  async function reading(gauge: GaugeDefinition, asked: Asked, { moment, changes }: State) {
    const key = `${gauge.id} ${scopeOf(asked)}`;
    const state = [moment, ...gauge.types.map((type) => changes.get(type) ?? 0)].join(" ");
    const known = kept.get(key);
    if (known?.state === state) return known.reading;
    if (kept.size >= most) kept.clear();
    const reading = newReading(database, gauge, moment, asked);
    kept.set(key, { state, reading });
    // Who asks next tries again.
    reading.catch(() => kept.get(key)?.reading === reading && kept.delete(key));
    return reading;
  }

  return {
    readings: async (gauges, asked) => {
      // Asked first: an event that comes meanwhile may be in the reading already, and is never missed.
      const changes = await changesIn(database);
      const state = { moment: endOfMinute(clock()), changes };
      return Promise.all(gauges.map(async (gauge) => reading(gauge, asked, state)));
    },
  };
}

interface State {
  readonly moment: string;
  /** By type of event, the transaction that stored the newest. */
  readonly changes: ReadonlyMap<string, number>;
}

/** Windows move with the clock, minute by minute; nothing that has happened is behind the end of this one. */
const endOfMinute = (now: number): string =>
  new Date((Math.floor(now / minuteMs) + 1) * minuteMs).toISOString();

async function newReading(
  database: Queries,
  gauge: GaugeDefinition,
  moment: string,
  asked: Asked,
): Promise<GaugeReading> {
  const [reading = { state: "no-data" } as const] = await readingsAt(
    database,
    gauge,
    [moment],
    asked,
  );
  return reading;
}

async function changesIn({ query }: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ type: string; changed_by: number }>(
    "select type, changed_by from event_types",
  );
  return new Map(rows.map(({ type, changed_by: changedBy }) => [type, changedBy]));
}

/** Which types of events were `added`, and by which transaction, in their statement. */
export const noteChanges = `
insert into event_types (type, changed_by)
select type, txid_current() from added group by type order by type
on conflict (type) do update set changed_by = excluded.changed_by`;
