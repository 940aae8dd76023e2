import type { Queries } from "./database/database.ts";
import type { GaugeReading } from "./api.ts";
import type { GaugeDefinition } from "./gauge.ts";

/** What a gauge is asked about: of all projects where none are named. */
export interface Asked {
  readonly projects?: readonly string[];
}

interface Row {
  readonly value: number | null;
  readonly events: number | null;
  readonly fresh_at: string | null;
}

/**
 * The readings of a gauge at some moments, in their order. Each is a query of its own: its
 * plan knows how long the window is, and others have their turn in between.
 */
export async function readingsAt(
  { query }: Queries,
  { sql }: GaugeDefinition,
  moments: readonly string[],
  { projects }: Asked,
): Promise<readonly GaugeReading[]> {
  const readings: GaugeReading[] = [];
  for (const moment of moments) {
    const [row] = await query<Row>(
      `select gauge.value, gauge.events, gauge.fresh_at
       from (select $1::timestamptz as at, $2::text[] as projects) as asked
       left join lateral (${sql}) as gauge on true`,
      [moment, projects ?? null],
    );
    readings.push(row ? readingOf(row) : { state: "no-data" });
  }
  return readings;
}

function readingOf({ value, events, fresh_at: freshAt }: Row): GaugeReading {
  if (value === null || freshAt === null || !events) return { state: "no-data" };
  return { state: "value", value, events, freshAt };
}
