import type { GaugeReading } from "./api.ts";
import type { Queries } from "./database/database.ts";
import type { GaugeDefinition } from "./gauge.ts";
import { type Asked, readingsAt } from "./readings.ts";

/** Remembers what gauges showed at moments that are over. */
export interface History {
  /** Readings at some moments, in their order. */
  readonly readings: (
    gauge: GaugeDefinition,
    moments: readonly string[],
    asked: Asked,
  ) => Promise<readonly GaugeReading[]>;
}

/** So many sets of projects are remembered: each user may see another one. */
const mostSets = 2000;

export function newHistory(queries: Queries): History {
  const known = new Map<string, Map<string, GaugeReading>>();
  let last: number | undefined;

  /** An event that came late changes what a gauge showed from its time on. */
  async function forgetStale(): Promise<void> {
    const news = await newsBehind(queries, last);
    last = news.last;
    for (const readings of known.values())
      for (const moment of readings.keys())
        if (news.since !== undefined && moment >= news.since) readings.delete(moment);
  }

  return {
    readings: async (gauge, moments, asked) => {
      await forgetStale();
      const key = JSON.stringify([gauge.id, asked.projects]);
      const readings = known.get(key) ?? new Map<string, GaugeReading>();
      const missing = moments.filter((each) => !readings.has(each));
      const found = missing.length === 0 ? [] : await readingsAt(queries, gauge, missing, asked);
      for (const [index, moment] of missing.entries()) {
        const reading = found[index];
        if (reading) readings.set(moment, reading);
      }
      if (known.size >= mostSets) known.clear();
      known.set(key, readings);
      return moments.map((each) => readings.get(each) ?? { state: "no-data" });
    },
  };
}

/** The number of the newest event, and the earliest time among those behind a number. */
async function newsBehind(
  { query }: Queries,
  last: number | undefined,
): Promise<{ readonly last: number; readonly since?: string }> {
  const [newest] = await query<{ last: number | null }>("select max(sequence) as last from events");
  const to = newest?.last ?? 0;
  if (last === undefined || to === last) return { last: to };
  const [row] = await query<{ since: string }>(
    "select min(time) as since from events where sequence > $1 and sequence <= $2",
    [last, to],
  );
  return { last: to, ...(row && { since: row.since }) };
}

const dayMs = 86_400_000;

/** The midnights, in UTC, that ended the last `count` periods of some days; oldest first. */
export function midnightsBefore(now: Date, count: number, days: number): readonly string[] {
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  return Array.from({ length: count }, (_, index) =>
    new Date(today - (count - 1 - index) * days * dayMs).toISOString(),
  );
}
