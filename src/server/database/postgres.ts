import { Socket } from "node:net";
import { type CustomTypesConfig, Pool, types as standard } from "pg";
import { TareError } from "../../core/error.ts";
import type { Database, Queries } from "./database.ts";

const { builtins } = standard;

/** How the server's answers are read, by the type of the column; all else as `pg` does. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.DATE, (text) => text],
]);

const types: CustomTypesConfig = {
  getTypeParser: (id, format) => parsers.get(id) ?? standard.getTypeParser(id, format),
};

/** In milliseconds: a server that is away is noticed, and no request hangs on it. */
const patience = { connectionTimeoutMillis: 5000, statement_timeout: 30_000 };

/**
 * Connects to a PostgreSQL server, 14 or newer.
 *
 * @param url `postgres://USER@HOST/NAME`; the password may come from `~/.pgpass` or `PGPASSWORD`.
 * @throws {TareError} `usage`: the address is none; `machine`: the server does not answer.
 */
export async function openServer(url: string): Promise<Database> {
  if (!URL.canParse(url)) throw new TareError("usage", "the database's address is no URL");
  const { host, hostname } = new URL(url);
  const sockets = new Set<Socket>();
  const stream = (): Socket => {
    const socket = new Socket();
    sockets.add(socket.once("close", () => sockets.delete(socket)));
    return socket;
  };
  const pool = new Pool({ connectionString: url, types, max: 8, stream, ...patience });
  // A connection that breaks while nobody uses it would end the process otherwise.
  pool.on("error", () => undefined);
  const database = databaseOf(pool, `PostgreSQL at ${hostname || "localhost"}`);
  try {
    await database.query("select 1");
  } catch (error) {
    await pool.end();
    // The pool forgets a connection that was refused its password, and leaves it open.
    for (const each of sockets) each.destroy();
    throw new TareError("machine", `cannot connect to the database at '${host}'`, {
      hint: hintOf(error as Error),
      cause: error,
    });
  }
  return database;
}

const hintOf = ({ message }: Error): string =>
  message.includes("client password must be a string")
    ? "put the password that it asks for into PGPASSWORD, or into ~/.pgpass"
    : `see that it runs and lets you in: ${message}`;

const databaseOf = (pool: Pool, title: string): Database => ({
  title,
  ...queriesOf(pool),
  transaction: async (work) => transaction(pool, work),
  run: async (sql) => void (await pool.query(sql)),
  isTended: true,
  close: async () => pool.end(),
});

const queriesOf = (client: Pick<Pool, "query">): Queries => ({
  query: async <Row>(sql: string, parameters: readonly unknown[] = []) =>
    (await client.query(sql, [...parameters])).rows as Row[],
});

async function transaction<Result>(
  pool: Pool,
  work: (queries: Queries) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A client that is taken from the pool has no listener, and ends the process when its server dies.
  const onError = (error: Error): void => void (broken = error);
  client.on("error", onError);
  try {
    await client.query("begin");
    const result = await work(queriesOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => void (broken ??= failure));
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
