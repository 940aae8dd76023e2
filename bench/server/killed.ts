import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TareError } from "../../src/core/error.ts";
import { readLedger, record } from "../../src/ledger/ledger.ts";
import { type Destination, sendLedger } from "../../src/ledger/remote/send.ts";
import { addedToken } from "../../src/server/auth/tokens.ts";
import { openDatabase } from "../../src/server/database/open.ts";
import type { TestServer } from "../../src/server/database/testing.ts";
import { endedByForce, port, startedServing } from "./serving.ts";
import { yearOf } from "./year.ts";

interface Asked {
  /** A folder, or the address of a database. */
  readonly where: string;
  readonly kills: number;
  readonly events: number;
  /** Ended by force as well, every second time. */
  readonly server: TestServer | undefined;
}

/** Sends all, however often the server is away: as one command after the other does. */
async function sent(project: string, destination: Destination): Promise<void> {
  const clock = { nowMs: Date.now, wait: async () => sleep(50), random: Math.random };
  for (;;)
    try {
      await sendLedger(project, destination, { clock });
      return;
    } catch (error) {
      if (!(error instanceof TareError) || error.kind !== "machine") throw error;
    }
}

/**
 * Sends a ledger to `tare serve`, which is ended by `kill -9` in the middle of
 * that, again and again. @returns What was sent, and what is there.
 */
export async function killed({ where, kills, events, server }: Asked): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), "tare-killed-"));
  await record(
    project,
    [...yearOf(events)].map(({ happening }) => happening),
  );
  const database = await openDatabase(where);
  const { token } = await addedToken(database, { name: "bench", scopes: ["ingest"] }, "bench");
  await database.close();
  let child = await startedServing(where);
  const progress = { isSent: false };
  const sending = sent(project, { server: `http://127.0.0.1:${port}`, token }).finally(
    () => (progress.isSent = true),
  );
  let done = 0;
  for (; done < kills && !progress.isSent; done++) {
    await sleep(100 + done * 40);
    if (server && done % 2 === 1) await server.crash();
    await endedByForce(child);
    child = await startedServing(where);
  }
  await sending;
  await endedByForce(child);
  const outcome = await compared(project, where);
  rmSync(project, { recursive: true });
  return (
    `${done} × kill -9 of \`tare serve\`${server ? ", every second time of PostgreSQL too," : ""} ` +
    `while a ledger of ${events} events was sent to it: ${outcome}`
  );
}

/** What is in the database beside what was sent. Each event is counted in its project, too: once, if it was stored once. */
async function compared(project: string, where: string): Promise<string> {
  const ids = new Set(readLedger(project).events.map(({ id }) => id));
  const database = await openDatabase(where);
  const stored = await database.query<{ id: string }>("select id from events");
  const [counted] = await database.query<{ events: number }>(
    "select sum(events) as events from projects",
  );
  await database.close();
  const known = stored.filter(({ id }) => ids.has(id)).length;
  return `${known} stored, ${ids.size - known} lost, ${(counted?.events ?? 0) - known} too many`;
}
