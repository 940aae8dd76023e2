import type { Database } from "./database/database.ts";

/** Vacuums a database that does not do so itself: else its indexes alone answer nothing, and what was deleted stays. */
export interface Upkeep extends Disposable {
  /** Does what is to be done, and says whether there was something. */
  readonly work: () => Promise<boolean>;
}

/** Between two looks, in milliseconds. */
const pause = 10_000;

/** How many pages of new events there may be: about 20,000 events. */
const usualPages = 1000;

/** By how much the events grow until statistics are made anew, which takes a second for a million. */
const growth = 1.5;

interface Size {
  readonly pages: number;
  /** Those of which indexes alone tell nothing, since they changed after the last vacuum. */
  readonly changed: number;
}

const sizeOfEvents = `
select pages, pages - relallvisible as changed
from (
  select pg_relation_size(oid) / current_setting('block_size')::int as pages, relallvisible
  from pg_class where oid = 'events'::regclass
) as size`;

export function newUpkeep(database: Database, mostPages = usualPages): Upkeep {
  let analysedPages = 0;
  const work = async (): Promise<boolean> => {
    if (database.isTended) return false;
    const [{ pages, changed } = { pages: 0, changed: 0 }] =
      await database.query<Size>(sizeOfEvents);
    if (changed <= mostPages) return false;
    await database.run("vacuum");
    if (pages > growth * analysedPages) {
      await database.run("analyze");
      analysedPages = pages;
    }
    return true;
  };
  // Where the database is away, the next look finds the same.
  const timer = setInterval(() => void work().catch(() => undefined), pause);
  timer.unref();
  return { work, [Symbol.dispose]: () => clearInterval(timer) };
}
