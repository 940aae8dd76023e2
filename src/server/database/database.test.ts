import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TareError } from "../../core/error.ts";
import { eventOf, refOf } from "../testing.ts";
import { findingId, store, storeAll } from "../store/ingest.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migration.ts";
import { openDatabase } from "./open.ts";
import { emptied, testDatabases } from "./testing.ts";

const commit = (files: number) => eventOf({ type: "commit-passed", files });
const opened = (target: string, time: string) =>
  eventOf({ type: "finding-opened", target, finding: refOf("a") }, { time });

describe.each(await testDatabases())("$title", ({ open }) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 180_000);
  afterAll(async () => database.close());

  const count = async (table: string): Promise<number | undefined> =>
    (await database.query<{ count: number }>(`select count(*) as count from ${table}`))[0]?.count;

  test("speaks in numbers, ISO 8601 and values", async () => {
    const [row] = await database.query(
      `select 9007199254740991::bigint as big, 1.5::numeric as half, '2026-11-29T20:01:01.874Z'::timestamptz as time,
         '2026-11-29'::date as day, '{"a":[1]}'::jsonb as json, array['x']::text[] as list, null as nothing`,
    );
    expect(row).toEqual({
      big: 9007199254740991,
      half: 1.5,
      time: "2026-11-29T20:01:01.874Z",
      day: "2026-11-29",
      json: { a: [1] },
      list: ["x"],
      nothing: null,
    });
  });

  test("migrating again changes nothing", async () => {
    await migrate(database);
    expect(await count("migrations")).toBeGreaterThan(0);
  });

  test("a transaction that fails leaves nothing behind, and the next one works", async () => {
    await emptied(database);
    const failing = database.transaction(async ({ query }) => {
      await query("insert into projects values ('a', now(), now(), 1)");
      await query("select 1 / 0");
    });
    await expect(failing).rejects.toThrow(/zero/);
    expect(await count("projects")).toBe(0);
    await database.transaction(async ({ query }) => query("select 1"));
  });

  test("an event that is sent twice is stored once", async () => {
    await emptied(database);
    const first = await store(database, [commit(1), commit(2), commit(1)]);
    expect(first).toMatchObject({ known: 1 });
    expect(first.events).toHaveLength(2);
    const again = await store(database, [commit(2), commit(3)]);
    expect(again.events).toEqual([commit(3)]);
    expect(await count("events")).toBe(3);
    expect(await database.query("select name, events from projects")).toEqual([
      { name: "model", events: 3 },
    ]);
  });

  test("batches that come at once are stored whole, and none twice", async () => {
    await emptied(database);
    const batches = Array.from({ length: 8 }, (_, start) =>
      Array.from({ length: 50 }, (_, index) => commit(start * 25 + index)),
    );
    const stored = await Promise.all(batches.map((events) => store(database, events)));
    expect(await count("events")).toBe(225);
    expect(stored.reduce((sum, { events }) => sum + events.length, 0)).toBe(225);
  });

  test("many events are stored in their order, and again not at all", async () => {
    await emptied(database);
    const events = Array.from({ length: 600 }, (_, files) => commit(files));
    expect(await storeAll(database, events)).toEqual({ events, known: 0 });
    expect(await storeAll(database, events)).toEqual({ events: [], known: 600 });
    const stored = await database.query<{ id: string }>("select id from events order by sequence");
    expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  test("a finding stands as its events say, whatever the order in which they come", async () => {
    await emptied(database);
    const id = findingId("model", refOf("a").fingerprint);
    await store(database, [opened("b", "2026-11-03T00:00:00.000Z")]);
    await store(database, [
      eventOf(
        { type: "finding-closed", target: "a", finding: refOf("a") },
        { time: "2026-11-02T00:00:00.000Z" },
      ),
      opened("a", "2026-11-01T00:00:00.000Z"),
    ]);
    const rows = await database.query(
      "select id, state, is_reopened, targets, opened_at from findings",
    );
    expect(rows).toEqual([
      {
        id,
        state: "open",
        is_reopened: true,
        targets: ["b"],
        opened_at: "2026-11-01T00:00:00.000Z",
      },
    ]);
    expect(await count("finding_periods")).toBe(2);
  });

  test("hostile text is stored as it stands, and is no SQL", async () => {
    await emptied(database);
    const target = `'); drop table events; -- \\ " <script> \u{1f600}`;
    await store(database, [eventOf({ type: "proof-checked", target, holds: true })]);
    expect(await database.query("select data->>'target' as target from events")).toEqual([
      { target },
    ]);
  });
});

describe("a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "tare-database-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("keeps what was stored, and lets in one process at a time, by name", async () => {
    const database = await openDatabase(folder);
    await store(database, [commit(1)]);
    const failure = await openDatabase(folder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TareError);
    expect((failure as TareError).message).toContain(`process ${process.pid}`);
    await database.close();
    const again = await openDatabase(folder);
    expect(await again.query("select id from events")).toEqual([{ id: commit(1).id }]);
    await again.close();
  }, 60_000);

  test("that cannot be opened is let go of", async () => {
    const broken = join(folder, "broken");
    mkdirSync(broken);
    writeFileSync(join(broken, "postgres"), "no folder");
    const opened = async () => openDatabase(broken).catch((error: Error) => error.message);
    expect(await opened()).toBe(`cannot open the database in '${broken}'`);
    expect(await opened()).toBe(`cannot open the database in '${broken}'`);
  }, 60_000);

  test("a process that was ended by force lets go of it", async () => {
    const script = `
      import { openDatabase } from ${JSON.stringify(new URL("open.ts", import.meta.url).href)};
      await openDatabase(process.argv[1]);
      process.stdout.write("open");
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGKILL");
    await once(child, "exit");
    const database = await openDatabase(folder);
    expect(await database.query("select id from events")).toEqual([{ id: commit(1).id }]);
    await database.close();
  }, 60_000);
});

test.each([
  ["postgres://localhost:1/none", "machine"],
  ["postgres://[", "usage"],
])("a server that is not there is said: %s", async (url, kind) => {
  const failure = await openDatabase(url).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "TareError", kind });
});

test("a folder that is new is left out by git", async () => {
  const place = mkdtempSync(join(tmpdir(), "tare-database-"));
  await (await openDatabase(join(place, ".tare", "server"))).close();
  expect(readFileSync(join(place, ".tare", ".gitignore"), "utf8")).toBe("*\n");
  rmSync(place, { recursive: true });
}, 60_000);

test("another kind of database is refused, and no folder is made of its address", async () => {
  await expect(openDatabase("mysql://tare@db.example/tare")).rejects.toThrow(
    "mysql is no database",
  );
});
