import type { Queries } from "./database/database.ts";

/** Conditions of a query, and the values in them. */
export interface Conditions {
  /** Adds a value. @returns How it is called in the SQL: `$3`. */
  readonly value: (value: unknown) => string;
  /** Adds a condition that must hold, too. */
  readonly and: (condition: string) => void;
  /** `where …`, or nothing. */
  readonly where: () => string;
  readonly values: readonly unknown[];
}

export function conditions(): Conditions {
  const values: unknown[] = [];
  const all: string[] = [];
  return {
    value: (value) => `$${values.push(value)}`,
    and: (condition) => void all.push(condition),
    where: () => (all.length === 0 ? "" : `where ${all.join(" and ")}`),
    values,
  };
}

/** Counting all of a million events would take longer than showing the first. */
const mostCounted = 10_000;

/** How many events fulfil conditions, counted no further than 10,000. */
export async function countedEvents({ query }: Queries, all: Conditions): Promise<number> {
  const [row] = await query<{ total: number }>(
    `select count(*) as total from (select 1 from events ${all.where()} limit ${mostCounted}) as found`,
    all.values,
  );
  return row?.total ?? 0;
}

/** Only events older than the last of the page before. */
export function andOlder(all: Conditions, cursor: readonly (string | number)[] | undefined): void {
  const [time, sequence] = cursor ?? [];
  if (time === undefined || sequence === undefined) return;
  all.and(`(time, sequence) < (${all.value(time)}::timestamptz, ${all.value(sequence)}::bigint)`);
}
