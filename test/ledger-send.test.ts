import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "../src/ledger/ledger.ts";
import { sendLedger } from "../src/ledger/remote/send.ts";
import { folderOf } from "../src/scan/testing.ts";
import { testDatabases } from "../src/server/database/testing.ts";
import { testRunning, type TestRunning } from "../src/server/testing.ts";
import { tareHere } from "./kit/repository.ts";

let server: TestRunning;
let token: string;
beforeAll(async () => {
  const [kind] = await testDatabases();
  if (!kind) throw new Error("there is no database");
  server = await testRunning(await kind.open());
  token = await server.token(["ingest", "read"]);
}, 180_000);
afterAll(async () => server.stop());

const passed = (files: number) => ({ type: "commit-passed", files }) as const;
const storedIn = async (project: string): Promise<number> => {
  const answer = await server.ask(`/api/ledger?project=${project}&limit=500`, { token });
  return ((await answer.json()) as { total: number }).total;
};
/** Does not wait between tries. */
const impatient = { clock: { nowMs: Date.now, wait: async () => undefined, random: () => 0 } };

test("what a ledger holds is sent once, and only what is new the next time", async () => {
  await using folder = await folderOf({ "tare.yaml": "" });
  const to = { server: server.url, token };
  await record(folder.path, [passed(1), passed(2)], "once");
  expect(await sendLedger(folder.path, to)).toEqual({ stored: 2, known: 0, refused: [] });
  await record(folder.path, [passed(3)], "once");
  expect(await sendLedger(folder.path, to)).toEqual({ stored: 1, known: 0, refused: [] });
  expect(await sendLedger(folder.path, to)).toEqual({ stored: 0, known: 0, refused: [] });
  expect(await storedIn("once")).toBe(3);
});

test("a server that breaks off after it stored everything is sent it again, and stores it once", async () => {
  await using folder = await folderOf({ "tare.yaml": "" });
  await record(
    folder.path,
    Array.from({ length: 1200 }, (_, index) => passed(index)),
    "broken",
  );
  let rounds = 0;
  const unreliable = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      void server.ask("/api/ledger", { token, body }).then(async (answer) => {
        if (rounds++ % 2 === 0) return response.destroy();
        response.writeHead(answer.status, { "Content-Type": "application/json" });
        return response.end(await answer.text());
      });
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => unreliable.once("listening", resolve));
  const url = `http://127.0.0.1:${(unreliable.address() as AddressInfo).port}`;
  const sent = await sendLedger(folder.path, { server: url, token }, impatient);
  unreliable.close();
  expect(sent).toEqual({ stored: 0, known: 1200, refused: [] });
  expect(await storedIn("broken")).toBe(1200);
}, 60_000);

test("while a server is away nothing is lost", async () => {
  await using folder = await folderOf({ "tare.yaml": "" });
  await record(folder.path, [passed(1)], "away");
  const nowhere = { server: "http://127.0.0.1:9", token };
  await expect(sendLedger(folder.path, nowhere, impatient)).rejects.toMatchObject({
    kind: "machine",
  });
  await record(folder.path, [passed(2)], "away");
  expect(await sendLedger(folder.path, { server: server.url, token })).toMatchObject({ stored: 2 });
});

test("a token that does not hold is said, and the events wait", async () => {
  await using folder = await folderOf({ "tare.yaml": "" });
  await record(folder.path, [passed(1)], "refused");
  const wrong = { server: server.url, token: await server.token(["read"]) };
  await expect(sendLedger(folder.path, wrong)).rejects.toMatchObject({ kind: "usage" });
  expect(await sendLedger(folder.path, { server: server.url, token })).toMatchObject({ stored: 1 });
});

test("a scan sends by itself what it wrote down, from a checkout without a ledger too", async () => {
  await using folder = await folderOf({ ".git/HEAD": "ref: refs/heads/main\n", "a.py": "a = 1\n" });
  const env = {
    ...process.env,
    TARE_SERVER: server.url,
    TARE_TOKEN: token,
    TARE_PROJECT: "by-itself",
  };
  await promisify(execFile)(process.execPath, [resolve("src/cli/bin.ts"), "scan", "a.py"], {
    cwd: folder.path,
    env,
  });
  for (let tries = 0; tries < 600 && (await storedIn("by-itself")) === 0; tries++) await sleep(100);
  expect(await storedIn("by-itself")).toBe(1);
}, 120_000);

test("a server that is away makes no command fail, nor wait", async () => {
  await using folder = await folderOf({ "tare.yaml": "", "a.py": "a = 1\n" });
  const env = { ...process.env, TARE_SERVER: "http://127.0.0.1:9", TARE_TOKEN: "x" };
  const run = await promisify(execFile)(
    process.execPath,
    [resolve("src/cli/bin.ts"), "scan", "a.py"],
    { cwd: folder.path, env },
  );
  expect(run.stderr).not.toContain("127.0.0.1:9");
}, 120_000);

test("a token that is missing is said, and no reason to fail", async () => {
  await using folder = await folderOf({ "tare.yaml": "", "a.py": "a = 1\n" });
  const run = await promisify(execFile)(
    process.execPath,
    [resolve("src/cli/bin.ts"), "scan", "a.py"],
    {
      cwd: folder.path,
      env: { ...process.env, TARE_SERVER: "http://127.0.0.1:9", TARE_TOKEN: "" },
    },
  );
  expect(run.stderr).toContain("TARE_SERVER is set and TARE_TOKEN is not: nothing is sent");
}, 120_000);

test("an address that is none is said, with where it stands", async () => {
  const env = { TARE_SERVER: "tare.example", TARE_TOKEN: "x" };
  expect(await tareHere(["ledger", "send"], { env })).toMatchObject({
    status: 2,
    err: expect.stringContaining("TARE_SERVER is no address of a server"),
  });
});
