import type { Database } from "./database.ts";
import { all } from "./migrations/index.ts";

/** A step from one shape of the tables to the next. It is never changed once it was published. */
export interface Migration {
  /** From 1, without a gap. */
  readonly number: number;
  readonly sql: string;
}

/** Any number that nobody else uses: while it is held, no other process migrates. */
const key = 7_461_726;

/** Brings the tables to the shape that this version needs. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[] = all,
): Promise<void> {
  await database.run(
    "create table if not exists migrations (number int primary key, applied_at timestamptz not null default now())",
  );
  const steps = migrations.toSorted((one, other) => one.number - other.number);
  await database.transaction(async ({ query }) => {
    // To write a million events anew takes longer than any request may.
    await query("set local statement_timeout = 0");
    await query("select pg_advisory_xact_lock($1)", [key]);
    const done = await query<{ number: number }>("select number from migrations");
    for (const { number, sql } of steps) {
      if (done.some((each) => each.number === number)) continue;
      for (const statement of statementsOf(sql)) await query(statement);
      await query("insert into migrations (number) values ($1)", [number]);
    }
  });
}

/** Statements end with a semicolon at the end of a line. */
const statementsOf = (sql: string): readonly string[] =>
  sql
    .split(/;$/m)
    .map((each) => each.trim())
    .filter((each) => each !== "");
