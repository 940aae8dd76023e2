import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { GaugeReading } from "./api.ts";
import { newCurrent } from "./current.ts";
import type { Database } from "./database/database.ts";
import { emptied, testDatabases } from "./database/testing.ts";
import { at, cases, happened, opened, scanned } from "./gauges-testing.ts";
import { all } from "./gauges/index.ts";
import { readingsAt } from "./readings.ts";
import { store } from "./store/ingest.ts";

const now = Date.parse(at) - 1000;
const minuteMs = 60_000;
const [hardcoded, blocked] = ["hardcoded-secrets", "blocked-commits"].map((id) =>
  all.filter((each) => each.id === id),
);
const commit = (days: number) => happened(days, { type: "commit-blocked", findings: [] });
const valueOf = ([reading]: readonly GaugeReading[]): number | undefined =>
  reading?.state === "value" ? reading.value : undefined;

describe.each(await testDatabases())("$title", ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 180_000);
  beforeEach(async () => emptied(database));
  afterAll(async () => database.close());

  /** The same database, with a count of the gauges that it was asked for. */
  function counting() {
    const count = { gauges: 0 };
    const query: Database["query"] = async (sql, parameters) => {
      if (sql.includes("asked.at")) count.gauges++;
      return database.query(sql, parameters);
    };
    return { count, database: { ...database, query } };
  }

  test("is never behind what is stored, whichever gauge reads it", async () => {
    const current = newCurrent(database, () => now);
    for (const [, , events] of cases) {
      await store(database, events);
      const fresh = await Promise.all(
        all.map(async (gauge) => (await readingsAt(database, gauge, [at], {}))[0]),
      );
      expect(await current.readings(all, {})).toEqual(fresh);
    }
  });

  test("many who ask at once cost one query, and who asks again none", async () => {
    await store(database, [scanned(1), opened(1, "a")]);
    const { count, database: counted } = counting();
    const current = newCurrent(counted, () => now);
    const asked = async () => current.readings(hardcoded ?? [], {});
    const readings = await Promise.all(Array.from({ length: 10 }, asked));
    expect(new Set(readings.map(valueOf))).toEqual(new Set([1]));
    expect(count.gauges).toBe(1);
    await asked();
    expect(count.gauges).toBe(1);
  });

  test("only an event that a gauge reads makes it be worked out anew", async () => {
    await store(database, [commit(1)]);
    const { count, database: counted } = counting();
    const current = newCurrent(counted, () => now);
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(1);
    await store(database, [scanned(1)]);
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(1);
    expect(count.gauges).toBe(1);
    await store(database, [commit(2)]);
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(2);
    expect(count.gauges).toBe(2);
  });

  test("an event that is stored while a reading is worked out is not missed", async () => {
    const asking = Promise.withResolvers<void>();
    const stored = Promise.withResolvers<void>();
    const query: Database["query"] = async (sql, parameters) => {
      const rows = await database.query<never>(sql, parameters);
      if (!sql.includes("asked.at")) return rows;
      asking.resolve();
      await stored.promise;
      return rows;
    };
    await store(database, [commit(1)]);
    const current = newCurrent({ ...database, query }, () => now);
    const first = current.readings(blocked ?? [], {});
    await asking.promise;
    await store(database, [commit(2)]);
    const second = current.readings(blocked ?? [], {});
    stored.resolve();
    expect(valueOf(await first)).toBe(1);
    expect(valueOf(await second)).toBe(2);
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(2);
  });

  test("a window moves with the clock", async () => {
    await store(database, [commit(30 - 1 / 1440 / 2), commit(1)]);
    let time = now;
    const current = newCurrent(database, () => time);
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(2);
    time += minuteMs;
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(1);
  });

  test("projects have readings of their own", async () => {
    await store(database, [commit(1)]);
    const current = newCurrent(database, () => now);
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(1);
    expect(await current.readings(blocked ?? [], { projects: ["another"] })).toEqual([
      { state: "no-data" },
    ]);
    expect(valueOf(await current.readings(blocked ?? [], { projects: ["model"] }))).toBe(1);
  });

  test("a reading that failed is asked for again", async () => {
    await store(database, [commit(1)]);
    let isAway = true;
    const query: Database["query"] = async (sql, parameters) => {
      if (isAway && sql.includes("asked.at")) throw new Error("away");
      return database.query(sql, parameters);
    };
    const current = newCurrent({ ...database, query }, () => now);
    await expect(current.readings(blocked ?? [], {})).rejects.toThrow("away");
    isAway = false;
    expect(valueOf(await current.readings(blocked ?? [], {}))).toBe(1);
  });
});
