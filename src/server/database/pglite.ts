import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { TareError } from "../../core/error.ts";
import { lock } from "../../ledger/lock.ts";
import type { Database, Queries } from "./database.ts";

const options = {
  parsers: {
    [types.INT8]: Number,
    [types.NUMERIC]: Number,
    [types.TIMESTAMPTZ]: (text: string) => new Date(text).toISOString(),
    [types.DATE]: (text: string) => text,
  },
};

/** Another process that is ending has this long to let go, in milliseconds. */
const patience = 3000;

/**
 * Opens a PostgreSQL that runs in this process and keeps its files in a folder.
 * PGlite does not lock its files, and two processes lose what either wrote:
 * hence a lock of our own.
 *
 * @throws {TareError} `machine`: another process holds it, or the folder cannot be written.
 */
export async function openFolder(folder: string): Promise<Database> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const held = await lock(join(folder, "lock"), patience);
    const database = await PGlite.create({ ...options, dataDir: join(folder, "postgres") });
    return databaseOf(database, `PGlite in ${folder}`, held);
  } catch (error) {
    if (error instanceof TareError) throw error;
    throw new TareError("machine", `cannot open the database in '${folder}'`, { cause: error });
  }
}

/** A database in memory, which is gone when it is closed. */
export const openMemory = async (): Promise<Database> =>
  databaseOf(await PGlite.create(options), "PGlite in memory");

const databaseOf = (database: PGlite, title: string, held?: Disposable): Database => ({
  title,
  ...queriesOf(database),
  transaction: async (work) => database.transaction(async (each) => work(queriesOf(each))),
  run: async (sql) => void (await database.exec(sql)),
  close: async () => {
    await database.close();
    held?.[Symbol.dispose]();
  },
});

const queriesOf = (database: Pick<PGlite, "query">): Queries => ({
  query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await database.query<Row>(sql, [...parameters])).rows,
});
