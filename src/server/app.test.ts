import { expect, test } from "vitest";
import { TareError } from "../core/error.ts";
import type { Database } from "./database/database.ts";
import { testDatabases } from "./database/testing.ts";
import { testRunning } from "./testing.ts";

test("a database that is away is said in a line, and to who asks", async () => {
  const [kind] = await testDatabases();
  if (!kind) throw new Error("there is no database");
  const there = await kind.open();
  let isAway = false;
  const query: Database["query"] = async (sql, parameters) => {
    if (isAway) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    return there.query(sql, parameters);
  };
  const server = await testRunning({ ...there, query });
  isAway = true;
  expect((await server.ask("/healthz")).status).toBe(503);
  isAway = false;
  expect((await server.ask("/healthz")).status).toBe(200);
  expect(server.errors).toEqual([
    new TareError("machine", "the database does not answer: Error: connect ECONNREFUSED"),
  ]);
  await server.stop();
}, 60_000);
