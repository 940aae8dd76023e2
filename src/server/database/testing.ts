import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { missing } from "../../../test/kit/tools.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migration.ts";
import { openMemoryThread } from "./pglite.ts";
import { openServer } from "./postgres.ts";

/** A PostgreSQL server of this test, which ends when the test does, whatever ends that. */
export interface TestServer extends Disposable {
  readonly url: string;
  /** Ends it as `kill -9` does, and starts it again. */
  readonly crash: () => Promise<void>;
}

/** Debian keeps its programs in a folder for each version. */
function programs(): string | undefined {
  const root = "/usr/lib/postgresql";
  const found = spawnSync("pg_config", ["--bindir"], { encoding: "utf8" }).stdout?.trim();
  try {
    const [newest] = readdirSync(root).sort((one, other) => Number(other) - Number(one));
    return newest === undefined ? found : join(root, newest, "bin");
  } catch {
    return found;
  }
}

/** It refuses to run as root. */
const asPostgres = (command: readonly string[]): readonly string[] =>
  userInfo().uid === 0 ? ["runuser", "-u", "postgres", "--", ...command] : command;

function ran([program = "", ...args]: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8", cwd: "/" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr}`);
}

/** Starts a server, or says loudly that there is none here. */
export async function testServer(): Promise<TestServer | undefined> {
  const bin = programs();
  if (bin === undefined) {
    missing("postgresql");
    return undefined;
  }
  const folder = mkdtempSync("/tmp/tare-postgres-");
  chmodSync(folder, 0o777);
  const data = join(folder, "data");
  ran(asPostgres([join(bin, "initdb"), "-D", data, "-U", "tare", "-A", "trust", "-E", "UTF8"]));
  const url = `postgres://tare@localhost/postgres?host=${folder}`;
  let server = await started(bin, folder, url);
  return {
    url,
    crash: async () => {
      const pid = server.pid ?? 0;
      const gone = once(server, "exit");
      spawnSync("sh", ["-c", `kill -9 $(cat ${data}/postmaster.pid | head -1)`]);
      server.stdin.end();
      if (server.exitCode === null && pid > 0) await gone;
      server = await started(bin, folder, url);
    },
    [Symbol.dispose]: () => {
      server.stdin.end();
      server.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

async function started(bin: string, folder: string, url: string) {
  // The shell ends the server when its input ends: also when this process was killed.
  const command = `'${bin}/postgres' -D '${folder}/data' -k '${folder}' -c listen_addresses= & read _; kill -INT $!; wait $!`;
  const [program = "", ...args] = asPostgres(["sh", "-c", command]);
  const server = spawn(program, args, { stdio: ["pipe", "ignore", "ignore"], cwd: "/" });
  for (let tries = 0; ; tries++)
    try {
      await (await openServer(url)).close();
      return server;
    } catch (error) {
      if (tries > 1200) throw error;
      await sleep(100);
    }
}

/** A database for a test, in both kinds; `truncate` makes it as new. */
export interface TestDatabase {
  readonly title: string;
  readonly open: () => Promise<Database>;
}

/** PGlite, and PostgreSQL where there is one. */
export async function testDatabases(): Promise<readonly TestDatabase[]> {
  const server = await testServer();
  const pglite = { title: "PGlite", open: async () => migrated(await openMemoryThread()) };
  if (!server) return [pglite];
  return [
    pglite,
    { title: "PostgreSQL", open: async () => migrated(await openServer(server.url)) },
  ];
}

async function migrated(database: Database): Promise<Database> {
  await migrate(database);
  return database;
}

/** Empties all tables. */
export async function emptied({ query, run }: Database): Promise<void> {
  const tables = await query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'",
  );
  await run(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity`);
}
