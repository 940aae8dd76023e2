import type { Queries } from "./database/database.ts";
import type { GaugeReading } from "./api.ts";
import type { GaugeDefinition } from "./gauge.ts";

/** What a gauge is asked about: of all projects where none are named. */
export interface Asked {
  readonly projects?: readonly string[];
}

interface Row {
  readonly at: string;
  readonly value: number | null;
  readonly events: number | null;
  readonly fresh_at: string | null;
}

/** The readings of a gauge at some moments, in their order. */
export async function readingsAt(
  { query }: Queries,
  { sql }: GaugeDefinition,
  moments: readonly string[],
  { projects }: Asked,
): Promise<readonly GaugeReading[]> {
  const rows = await query<Row>(
    `select asked.at, gauge.value, gauge.events, gauge.fresh_at
     from (select at, $2::text[] as projects from unnest($1::timestamptz[]) as at) as asked
     left join lateral (${sql}) as gauge on true
     order by asked.at`,
    [moments, projects ?? null],
  );
  return rows.map(readingOf);
}

function readingOf({ value, events, fresh_at: freshAt }: Row): GaugeReading {
  if (value === null || freshAt === null || !events) return { state: "no-data" };
  return { state: "value", value, events, freshAt };
}
