import { expect, test } from "vitest";
import { newCurrent } from "../current.ts";
import { wildcardRoles } from "../gauges/wildcard-roles.ts";
import { migrate } from "./migration.ts";
import { all } from "./migrations/index.ts";
import { openMemory } from "./pglite.ts";

test("are numbered from 1, without a gap", () => {
  expect(all.map(({ number }) => number).sort((one, other) => one - other)).toEqual(
    all.map((_, index) => index + 1),
  );
});

test("what an earlier version stored is read by this one", async () => {
  const database = await openMemory();
  await migrate(
    database,
    all.filter(({ number }) => number < 3),
  );
  await database.query(
    `insert into events (id, time, actor, project, stage, type, data, previous)
     values ('1', '2026-11-01T00:00:00Z', 'ana', 'model', 'limit', 'policy-analysed', $1, '')`,
    [JSON.stringify({ provider: "aws", role: "trainer", wildcards: 2 })],
  );
  await migrate(database);
  const current = newCurrent(database, () => Date.parse("2026-11-30"));
  expect(await current.readings([wildcardRoles], {})).toEqual([
    { state: "value", value: 1, events: 1, freshAt: "2026-11-01T00:00:00.000Z" },
  ]);
  await database.close();
}, 180_000);
