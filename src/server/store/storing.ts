import type { Database, Queries } from "../database/database.ts";

/** Any number that nobody else uses. */
const key = 7_461_727;

/** A transaction that stores events, or depends on which are there. One at a time, so that events get their numbers in order. */
export const storing = async <Result>(
  database: Database,
  work: (queries: Queries) => Promise<Result>,
): Promise<Result> =>
  database.transaction(async (queries) => {
    await queries.query("select pg_advisory_xact_lock($1)", [key]);
    return work(queries);
  });
