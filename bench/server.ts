// What `tare serve` does with many events: how fast they come in, how long each gauge and the first
// page take, at rest and while events arrive, how much memory and disk they need; and whether anything is
// lost when the server or the database is ended by force. On PGlite and on PostgreSQL.
//
//   node bench/server.ts [--events 1000000] [--kills 20] [--only pglite|postgres]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Database } from "../src/server/database/database.ts";
import { openDatabase } from "../src/server/database/open.ts";
import { testServer, type TestServer } from "../src/server/database/testing.ts";
import { testRunning } from "../src/server/testing.ts";
import { machine } from "./machine.ts";
import { killed } from "./server/killed.ts";
import { sentByChild, whileArriving } from "./server/sending.ts";
import { startedCold } from "./server/serving.ts";
import { gaugeTimes, pageTimes, table, type Times } from "./server/times.ts";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    kills: { type: "string", default: "20" },
    only: { type: "string", default: "" },
  },
});
const total = Number(values.events);
const kills = Number(values.kills);
const killedEvents = 60_000;
const batch = 1000;
const rounds = 20;

/** How events arrive while gauges and pages are asked for: 500 a second are 43 million a day. */
const arriving = { total, batch: 100, rate: 500 };

const lines: string[] = [];
function say(text: string): void {
  console.log(text);
  lines.push(text);
}

async function sizeOf({ query }: Database): Promise<string> {
  const [row] = await query<{ bytes: number; events: number }>(
    "select pg_database_size(current_database()) as bytes, (select sum(events) from projects) as events",
  );
  const { bytes = 0, events = 1 } = row ?? {};
  return `${(bytes / 1024 ** 2).toFixed(0)} MiB, ${(bytes / events).toFixed(0)} bytes an event`;
}

async function measured(
  title: string,
  where: string,
  crashWhere: string,
  server?: TestServer,
): Promise<void> {
  say(`\n## ${title}\n`);
  const running = await testRunning(await openDatabase(where));
  const { database } = running;
  const token = await running.token(["ingest", "read"]);
  const destination = { url: running.url, token };
  const { seconds } = await sentByChild(destination, { from: 0, to: total, total, batch });
  say(
    `- ${total} events in ${seconds.toFixed(0)} s: ${(total / seconds).toFixed(0)} a second, in requests of ${batch}, one after the other`,
  );
  say(`- size: ${await sizeOf(database)}`);
  const gauges: Record<string, Times[]> = {};
  const pages: Record<string, Times[]> = {};
  const timed = async (name: string): Promise<void> => {
    gauges[name] = await gaugeTimes(database, rounds);
    pages[name] = await pageTimes(running, token, rounds);
  };
  await timed("at rest");
  await whileArriving(destination, { ...arriving, from: total, to: total * 2 }, async () =>
    timed("500 events/s arriving"),
  );
  await whileArriving(destination, { total, batch, from: total * 2, to: total * 4 }, async () =>
    timed("as many as go"),
  );
  say(`\n${table("gauge", gauges)}\n\n${table("page", pages)}\n`);
  await running.stop();
  say(`- ${await startedCold(where, token)}`);
  if (kills > 0)
    say(`- ${await killed({ where: crashWhere, kills, events: killedEvents, server })}`);
}

say(`# The server with ${total.toLocaleString("en")} events\n`);
say(`- \`node bench/server.ts --events ${total} --kills ${kills}\``);
for (const line of machine()) say(line);
say(`- load of the machine before: ${loadavg()[0]?.toFixed(1) ?? ""}`);
const folder = mkdtempSync(join(tmpdir(), "tare-server-"));
try {
  if (values.only !== "postgres")
    await measured("PGlite", join(folder, "pglite"), join(folder, "crash"));
  if (values.only !== "pglite") {
    using server = await testServer();
    if (server) {
      const admin = await openDatabase(server.url);
      await admin.run("create database crash");
      await admin.close();
      await measured("PostgreSQL", server.url, server.url.replace("/postgres?", "/crash?"), server);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
say(`\nLoad of the machine after: ${loadavg()[0]?.toFixed(1) ?? ""}`);
if (values.only === "" && total >= 1_000_000)
  writeFileSync(join(import.meta.dirname, "results", "server.md"), `${lines.join("\n")}\n`);
