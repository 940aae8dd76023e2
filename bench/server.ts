// What `tare serve` does with many events: how fast they come in, how long each gauge and the first
// page take, how much disk they need; and whether anything is lost when the server or the database is
// ended by force. On PGlite and on PostgreSQL.
//
//   node bench/server.ts [--events 1000000] [--kills 20] [--only pglite|postgres]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Event } from "../src/ledger/event.ts";
import { gauges } from "../src/server/battlecard.ts";
import type { Database } from "../src/server/database/database.ts";
import { openDatabase } from "../src/server/database/open.ts";
import { testServer, type TestServer } from "../src/server/database/testing.ts";
import { readingsAt } from "../src/server/readings.ts";
import { store } from "../src/server/store/ingest.ts";
import { testRunning, type TestRunning } from "../src/server/testing.ts";
import { killed } from "./server/killed.ts";
import { yearOf } from "./server/year.ts";

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "1000000" },
    kills: { type: "string", default: "20" },
    only: { type: "string", default: "" },
    // How many times as many there are to be asked about: the others are copies that the database makes.
    times: { type: "string", default: "1" },
  },
});
const total = Number(values.events);
const kills = Number(values.kills);
const killedEvents = 60_000;
const batch = 1000;
const rounds = 20;

const ms = (number: number): string => `${number.toFixed(0)} ms`;
const percentile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((one, other) => one - other)[Math.ceil(share * numbers.length) - 1] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function ingested(database: Database): Promise<void> {
  let batched: Event[] = [];
  let count = 0;
  const start = performance.now();
  for (const event of yearOf(total)) {
    batched.push(event);
    if (batched.length < batch) continue;
    await store(database, batched);
    count += batched.length;
    batched = [];
    if (count % 100_000 === 0) console.error(`${count} events, ${ms(performance.now() - start)}`);
  }
  await store(database, batched);
  const seconds = (performance.now() - start) / 1000;
  const [size] = await database.query<{ bytes: number }>(
    "select pg_database_size(current_database()) as bytes",
  );
  console.log(
    `- stored ${total} events in ${seconds.toFixed(0)} s: ${(total / seconds).toFixed(0)} a second, in batches of ${batch}`,
  );
  console.log(
    `- size: ${((size?.bytes ?? 0) / 1024 ** 2).toFixed(0)} MiB, ${((size?.bytes ?? 0) / total).toFixed(0)} bytes an event`,
  );
}

/** Copies all events, a little earlier each time. Findings are worked out of those that came in. */
async function multiplied(database: Database): Promise<void> {
  const times = Number(values.times);
  if (times < 2) return;
  await database.transaction(async ({ query }) => {
    await query("set local statement_timeout = 0");
    await query(
      `insert into events (id, time, actor, project, stage, type, data, previous)
     select id || '-' || copy, time - copy * interval '7 minutes', actor, project, stage, type, data, previous
     from events, generate_series(1, $1::int - 1) as copy`,
      [times],
    );
  });
  const [size] = await database.query<{ bytes: number }>(
    "select pg_database_size(current_database()) as bytes",
  );
  console.log(
    `- copied by SQL to ${total * times} events: ${((size?.bytes ?? 0) / 1024 ** 2).toFixed(0)} MiB`,
  );
}

async function gaugesTimed(database: Database): Promise<void> {
  await database.run("analyze");
  console.log(
    `\n| gauge | median | p95 of ${rounds} | events behind it |\n| --- | ---: | ---: | ---: |`,
  );
  const now = [new Date().toISOString()];
  for (const gauge of gauges) {
    const times: number[] = [];
    let events = 0;
    for (let round = 0; round <= rounds; round++)
      times.push(
        await timed(async () => {
          const [reading] = await readingsAt(database, gauge, now, {});
          events = reading?.state === "value" ? reading.events : 0;
        }),
      );
    const warm = times.slice(1);
    console.log(
      `| ${gauge.id} | ${ms(percentile(warm, 0.5))} | ${ms(percentile(warm, 0.95))} | ${events} |`,
    );
  }
}

async function pagesTimed(server: TestRunning): Promise<void> {
  const token = await server.token(["read"]);
  const first = [
    "/api/gauges",
    "/api/findings?q=state:open",
    "/api/findings/counts",
    "/api/releases",
    "/api/projects",
    "/api/pipelines",
    "/api/ledger",
  ];
  console.log("\n| page | first time | median of 5 more |\n| --- | ---: | ---: |");
  for (const path of first) {
    const times: number[] = [];
    for (let round = 0; round < 6; round++)
      times.push(await timed(async () => (await server.ask(path, { token })).text()));
    console.log(`| ${path} | ${ms(times[0] ?? 0)} | ${ms(percentile(times.slice(1), 0.5))} |`);
  }
}

async function measured(
  title: string,
  where: string,
  crashWhere: string,
  server?: TestServer,
): Promise<void> {
  console.log(`\n## ${title}\n`);
  const database = await openDatabase(where);
  await ingested(database);
  await multiplied(database);
  await gaugesTimed(database);
  const running = await testRunning(database);
  await pagesTimed(running);
  await running.stop();
  if (kills > 0)
    console.log(`\n${await killed({ where: crashWhere, kills, events: killedEvents, server })}`);
}

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
