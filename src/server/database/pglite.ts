import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TareError } from "../../core/error.ts";
import { lock } from "../../ledger/lock.ts";
import type { Database, Queries } from "./database.ts";
import { type Engine, startEngine } from "./engine.ts";
import { startEngineThread } from "./engine-thread.ts";

/** Another process that is ending has this long to let go, in milliseconds. */
const patience = 3000;

/**
 * Opens a PostgreSQL that runs in a thread of this process and keeps its files in a folder.
 * PGlite does not lock its files, and two processes lose what either wrote:
 * hence a lock of our own.
 *
 * @throws {TareError} `machine`: another process holds it, or the folder cannot be written.
 */
export async function openFolder(folder: string): Promise<Database> {
  try {
    made(folder);
    return await openHeld(folder, await lock(join(folder, "lock"), patience));
  } catch (error) {
    if (error instanceof TareError) throw error;
    throw new TareError("machine", `cannot open the database in '${folder}'`, { cause: error });
  }
}

/** Holds hashes of passwords and the secrets of webhooks: git leaves it out, from the first folder on that is new. */
function made(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) writeFileSync(join(first, ".gitignore"), "*\n", { flag: "wx" });
}

async function openHeld(folder: string, held: Disposable): Promise<Database> {
  try {
    const engine = await startEngineThread(join(folder, "postgres"));
    return databaseOf(engine, `PGlite in ${folder}`, held);
  } catch (error) {
    held[Symbol.dispose]();
    throw error;
  }
}

/** A database in memory, in this thread, which is gone when it is closed. */
export const openMemory = async (): Promise<Database> =>
  databaseOf(await startEngine(), "PGlite in memory");

/** The same in a thread of its own. */
export const openMemoryThread = async (): Promise<Database> =>
  databaseOf(await startEngineThread(), "PGlite in memory");

function databaseOf(engine: Engine, title: string, held?: Disposable): Database {
  const inTurn = turns();
  const queries: Queries = {
    query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
      (await engine.query(sql, parameters)) as Row[],
  };
  return {
    title,
    query: async <Row>(sql: string, parameters?: readonly unknown[]) =>
      inTurn(async () => queries.query<Row>(sql, parameters)),
    transaction: async (work) => inTurn(async () => transaction(engine, async () => work(queries))),
    run: async (sql) => inTurn(async () => engine.run(sql)),
    // It has one process, and PostgreSQL's autovacuum is another.
    isTended: false,
    close: async () => {
      await inTurn(engine.close);
      held?.[Symbol.dispose]();
    },
  };
}

/** One after the other, in the order in which they came: there is one connection. */
function turns() {
  let last: Promise<unknown> = Promise.resolve();
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

async function transaction<Result>(engine: Engine, work: () => Promise<Result>): Promise<Result> {
  await engine.run("begin");
  try {
    const result = await work();
    await engine.run("commit");
    return result;
  } catch (error) {
    // An engine that is gone cannot; what failed first is what is told.
    await engine.run("rollback").catch(() => undefined);
    throw error;
  }
}
