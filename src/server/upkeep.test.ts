import { expect, test } from "vitest";
import { migrate } from "./database/migration.ts";
import { openMemory } from "./database/pglite.ts";
import { store } from "./store/ingest.ts";
import { eventOf } from "./testing.ts";
import { newUpkeep } from "./upkeep.ts";

test("vacuums behind new events, and not again until there are more", async () => {
  const database = await openMemory();
  await migrate(database);
  using upkeep = newUpkeep(database, 2);
  expect(await upkeep.work()).toBe(false);
  const events = Array.from({ length: 200 }, (_, files) =>
    eventOf({ type: "commit-passed", files }),
  );
  await store(database, events);
  expect(await upkeep.work()).toBe(true);
  const [size] = await database.query<{ pages: number; relallvisible: number }>(
    "select relpages as pages, relallvisible from pg_class where relname = 'events'",
  );
  expect(size?.relallvisible).toBe(size?.pages);
  expect(await upkeep.work()).toBe(false);
  await database.close();
}, 180_000);

test("leaves alone what sees to itself", async () => {
  const asked = async (): Promise<never> => {
    throw new Error("nothing is asked");
  };
  using upkeep = newUpkeep({
    title: "PostgreSQL",
    isTended: true,
    query: asked,
    transaction: asked,
    run: asked,
    close: asked,
  });
  expect(await upkeep.work()).toBe(false);
});
