import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stages } from "../ledger/stages.ts";
import type { GaugeReading } from "./api.ts";
import type { Database } from "./database/database.ts";
import { emptied, testDatabases } from "./database/testing.ts";
import { at, cases, closed, daysAgo, happened, opened, scanned } from "./gauges-testing.ts";
import { all } from "./gauges/index.ts";
import { readingsAt } from "./readings.ts";
import { store } from "./store/ingest.ts";
import { refOf } from "./testing.ts";

const gaugeNamed = (id: string) => {
  const gauge = all.find((each) => each.id === id);
  if (!gauge) throw new Error(`no gauge ${id}`);
  return gauge;
};

describe.each(await testDatabases())("$title", ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 180_000);
  afterAll(async () => database.close());

  const read = async (
    id: string,
    projects?: readonly string[],
    moments: readonly string[] = [at],
  ): Promise<readonly GaugeReading[]> =>
    readingsAt(database, gaugeNamed(id), moments, projects ? { projects } : {});

  test.each(cases)("%s: %s", async (id, ...[, events, value, count]) => {
    await emptied(database);
    expect(await read(id)).toEqual([{ state: "no-data" }]);
    await store(database, events);
    const [reading] = await read(id);
    expect(reading).toMatchObject({ state: "value", events: count });
    expect(reading?.state === "value" && reading.value).toBeCloseTo(value);
    expect(await read(id, ["another"])).toEqual([{ state: "no-data" }]);
    expect(await read(id, [...new Set(events.map(({ project }) => project))])).toEqual([reading]);
    expect(await read(id, undefined, [daysAgo(500)])).toEqual([{ state: "no-data" }]);
    expect(events.every(({ happening }) => gaugeNamed(id).types.includes(happening.type))).toBe(
      true,
    );
  });

  test("a history is what the gauge would have shown then", async () => {
    await emptied(database);
    await store(database, [
      scanned(20),
      opened(20, "a"),
      opened(12, "b"),
      closed(5, "a"),
      scanned(1),
    ]);
    const moments = [25, 15, 10, 0].map(daysAgo);
    const values = (await read("hardcoded-secrets", undefined, moments)).map((each) =>
      each.state === "value" ? each.value : undefined,
    );
    expect(values).toEqual([undefined, 1, 2, 1]);
  });

  test("an acceptance that ends lets the secret count again", async () => {
    await emptied(database);
    await store(database, [
      scanned(20),
      opened(20, "a"),
      happened(15, {
        type: "finding-accepted",
        finding: refOf("a"),
        reason: "r",
        expires: "2026-11-20",
      }),
    ]);
    const values = (await read("hardcoded-secrets", undefined, [12, 1].map(daysAgo))).map((each) =>
      each.state === "value" ? each.value : undefined,
    );
    expect(values).toEqual([0, 1]);
  });
});

test("there are the eighteen of the card, each with a test", () => {
  expect(all).toHaveLength(18);
  expect(cases.map(([id]) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  for (const stage of stages)
    expect(
      all
        .filter((each) => each.stage === stage)
        .map(({ position }) => position)
        .sort((one, other) => one - other),
    ).toEqual([1, 2, 3]);
});
