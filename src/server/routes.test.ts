import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  ApiError,
  FindingDetail,
  FindingRow,
  FindingsChanged,
  GaugeHistory,
  Gauges,
  Page,
  PipelineJob,
  ReleaseDetail,
  ReleaseRow,
  Session,
} from "./api.ts";
import { addedUser } from "./auth/users.ts";
import type { Database } from "./database/database.ts";
import { emptied, testDatabases } from "./database/testing.ts";
import { allRoutes } from "./server.ts";
import { store } from "./store/ingest.ts";
import { eventOf, refOf, testRunning, type TestRunning } from "./testing.ts";

const [kind] = await testDatabases();
if (!kind) throw new Error("there is no database");
let database: Database;
let server: TestRunning;
beforeAll(async () => {
  database = await kind.open();
  server = await testRunning(database);
}, 180_000);
afterAll(async () => {
  await server.stop();
  expect(server.errors).toEqual([]);
});

const got = async <T>(path: string, token: string): Promise<T> =>
  (await (await server.ask(path, { token })).json()) as T;

const at = (hour: number): string => `2026-11-20T${String(hour).padStart(2, "0")}:00:00.000Z`;
const scan = (hour: number, findings: object = {}, gaps = 0) =>
  eventOf(
    { type: "scan-finished", target: "model", findings, gaps, durationMs: 5, scan: `scan-${hour}` },
    { time: at(hour) },
  );
const opened = (name: string, hour: number, severity: "critical" | "high" | "low" = "high") =>
  eventOf(
    {
      type: "finding-opened",
      target: "model",
      finding: refOf(name, severity),
      scan: `scan-${hour}`,
    },
    { time: at(hour) },
  );

test("the first link makes the first account, and works once", async () => {
  await emptied(database);
  const token = (server.welcome ?? "").split("/").at(-1);
  const body = { token, name: "ana", password: "correct horse battery" };
  // Who came from the OpenID provider before that does not keep everybody out.
  await addedUser(database, { name: "bea", role: "viewer", subject: "bea" });
  const taken = await server.ask("/api/login/link", { body: { ...body, name: "bea" } });
  expect(((await taken.json()) as ApiError).error.message).toBe("somebody else has that name");
  expect((await server.ask("/api/login/link", { body: { ...body, token: "x" } })).status).toBe(401);
  const first = await server.ask("/api/login/link", { body });
  expect(((await first.json()) as Session).user).toMatchObject({ name: "ana", role: "admin" });
  expect((await server.ask("/api/login/link", { body })).status).toBe(409);
  const cookie = first.headers.getSetCookie()[0] ?? "";
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
  const login = await server.ask("/api/login", { body: { name: "ana", password: body.password } });
  expect(login.status).toBe(200);
  const wrong = await server.ask("/api/login", {
    body: { name: "ana", password: "wrong horse battery" },
  });
  expect(wrong.status).toBe(401);
}, 60_000);

test("who logs out, or is disabled, is out", async () => {
  const session = await server.logIn("viewer");
  expect((await server.ask("/api/session", { session })).status).toBe(200);
  expect((await server.ask("/api/session", { session, method: "DELETE" })).status).toBe(204);
  expect((await server.ask("/api/session", { session })).status).toBe(401);
  const other = await server.logIn("viewer");
  await database.query("update users set is_disabled = true where role = 'viewer'");
  expect((await server.ask("/api/session", { session: other })).status).toBe(401);
});

test("findings are filtered, sorted and paged, each once", async () => {
  await emptied(database);
  const names = Array.from({ length: 25 }, (_, index) => `n${index}`);
  await store(
    database,
    names.map((name, index) => opened(name, 1, index % 2 === 0 ? "critical" : "low")),
  );
  const token = await server.token(["read"]);
  const seen: string[] = [];
  let next = "";
  do {
    const page = await got<Page<FindingRow>>(`/api/findings?limit=10${next}`, token);
    expect(page.total).toBe(25);
    seen.push(...page.items.map(({ id }) => id));
    next = page.next === undefined ? "" : `&cursor=${page.next}`;
  } while (next !== "");
  expect(new Set(seen).size).toBe(25);
  const total = async (q: string): Promise<number> =>
    (await got<Page<FindingRow>>(`/api/findings?q=${encodeURIComponent(q)}`, token)).total;
  expect(await total("severity:critical")).toBe(13);
  expect(await total("!severity:critical")).toBe(12);
  expect(await total("severity:critical,low class:secret project:model")).toBe(25);
  expect(await total("state:closed")).toBe(0);
  expect(await total("aws")).toBe(25);
  expect(await total("a%s")).toBe(0);
  expect(await total(`target:model "aws-access"`)).toBe(25);
  expect((await server.ask("/api/findings?q=nope:x", { token })).status).toBe(400);
  const counts = await got(`/api/findings/counts`, token);
  expect(counts).toMatchObject({ total: 25, bySeverity: { critical: 13, low: 12 } });
});

test("a finding that is accepted, rotated and opened again has all of that in its history", async () => {
  await emptied(database);
  await store(database, [opened("a", 1)]);
  const session = await server.logIn("member");
  const token = await server.token(["read"]);
  const [finding] = (await got<Page<FindingRow>>("/api/findings", token)).items;
  const ids = [finding?.id ?? ""];
  const change = async (body: object): Promise<FindingsChanged> =>
    (await (
      await server.ask("/api/findings/changes", { session, body })
    ).json()) as FindingsChanged;
  const accepted = await change({
    action: "accept",
    ids,
    reason: "a test key",
    expires: "2099-01-01",
  });
  expect(accepted.findings[0]).toMatchObject({
    state: "accepted",
    reason: "a test key",
    expires: "2099-01-01",
  });
  expect((await change({ action: "reopen", ids })).findings[0]).toMatchObject({ state: "open" });
  expect((await change({ action: "rotate", ids, note: "new key" })).findings[0]).toMatchObject({
    state: "rotated",
  });
  const detail = await got<FindingDetail>(`/api/findings/${ids[0]}`, token);
  expect(detail.history.map(({ type }) => type)).toEqual([
    "finding-opened",
    "finding-accepted",
    "finding-reopened",
    "finding-rotated",
  ]);
  const past = { action: "accept", ids, reason: "x", expires: "2020-01-01" };
  expect((await server.ask("/api/findings/changes", { session, body: past })).status).toBe(400);
});

test("a release says what is different from the one before", async () => {
  await emptied(database);
  await store(database, [scan(1), opened("a", 1), scan(2, { high: 1 }), opened("b", 2)]);
  const closed = eventOf(
    { type: "finding-closed", target: "model", finding: refOf("a"), scan: "scan-2" },
    { time: at(2) },
  );
  const dossier = eventOf(
    {
      type: "brief-finished",
      target: "model",
      entities: { host: 1 },
      links: 0,
      attacks: 1,
      score: 9,
      gaps: 0,
      dossier: '{"hosts":["build"]}',
    },
    { time: at(3) },
  );
  const cleaned = eventOf(
    { type: "clean-finished", target: "model", edits: 2, dropped: 0, left: 0 },
    { time: at(3) },
  );
  await store(database, [closed, dossier, cleaned, scan(4, {}, 1)]);
  const token = await server.token(["read"]);
  const { items } = await got<Page<ReleaseRow>>("/api/releases", token);
  expect(items.map(({ verdict, opened, closed }) => [verdict, opened, closed])).toEqual([
    ["incomplete", 0, 0],
    ["findings", 1, 1],
    ["clean", undefined, undefined],
  ]);
  expect(await got("/api/releases?verdict=findings,incomplete", token)).toMatchObject({ total: 2 });
  const detail = await got<ReleaseDetail>(`/api/releases/${scan(2, { high: 1 }).id}`, token);
  expect(detail).toMatchObject({
    difference: { before: scan(1).id, opened: [{ fingerprint: refOf("b").fingerprint }] },
    dossier: { hosts: ["build"] },
    receipts: [{ kind: "cleaned", edits: 2 }],
  });
});

test("jobs are shown with the weakest of their credentials", async () => {
  await emptied(database);
  const time = new Date().toISOString();
  const made = { time };
  await store(database, [
    eventOf(
      {
        type: "secret-fetched",
        name: "HF_TOKEN",
        source: "vault",
        lifetime: "short-lived",
        ttl: 900,
        job: "1",
      },
      made,
    ),
    eventOf(
      { type: "secret-fetched", name: "DB", source: "vault", lifetime: "static", job: "1" },
      made,
    ),
    eventOf(
      { type: "job-finished", command: "train", status: 1, masked: 0, job: "1", variables: 0 },
      made,
    ),
    eventOf(
      { type: "job-finished", command: "push", status: 0, masked: 0, job: "2", variables: 2 },
      made,
    ),
  ]);
  const token = await server.token(["read"]);
  const { items } = await got<Page<PipelineJob>>("/api/pipelines", token);
  expect(items).toMatchObject([
    { name: "push", kind: "static", runs: 1, failed: 0 },
    {
      name: "train",
      kind: "managed",
      failed: 1,
      credentials: [{ name: "HF_TOKEN", ttlSeconds: 900 }, { name: "DB" }],
    },
  ]);
});

test("gauges have a trend, a history, and forget nothing that comes late", async () => {
  await emptied(database);
  const day = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();
  const commit = (ago: number, salt: string) =>
    eventOf({ type: "commit-blocked", findings: [] }, { time: day(ago), salt });
  await store(database, [commit(1, "a"), commit(20, "b")]);
  const token = await server.token(["read"]);
  const weeks = async (): Promise<readonly (number | null)[]> =>
    (await got<GaugeHistory>("/api/gauges/blocked-commits/history", token)).points.map(
      ({ value }) => value,
    );
  expect((await weeks()).slice(-4)).toEqual([1, 1, 2, 2]);
  const { gauges } = await got<Gauges>("/api/gauges", token);
  const blocked = gauges.find(({ id }) => id === "blocked-commits");
  expect(blocked).toMatchObject({ reading: { value: 2, events: 2 } });
  await store(database, [commit(19, "late")]);
  expect((await weeks()).slice(-4)).toEqual([2, 2, 3, 3]);
  const history = await got<GaugeHistory>("/api/gauges/blocked-commits/history?by=day", token);
  expect(history.points.at(-1)).toMatchObject({ value: 3 });
  expect(
    (await server.ask("/api/gauges/blocked-commits/history?by=day&from=2000-01-01", { token }))
      .status,
  ).toBe(400);
});

test("a browser hears of an event at once, and of those that it missed", async () => {
  await emptied(database);
  const token = await server.token(["ingest", "read"]);
  const answer = await server.ask("/api/events", { token });
  const reader = answer.body?.getReader();
  const until = async (text: string): Promise<string> => {
    let heard = "";
    while (!heard.includes(text)) heard += new TextDecoder().decode((await reader?.read())?.value);
    return heard;
  };
  await until("retry");
  const commit = eventOf({ type: "commit-passed", files: 1 });
  await server.ask("/api/ledger", { token, body: { events: [commit] } });
  expect(await until("event: changed")).toContain(commit.id);
  await reader?.cancel();
  const missed = await server.ask("/api/events", { token, headers: { "Last-Event-ID": "0" } });
  const again = missed.body?.getReader();
  let heard = "";
  while (!heard.includes(commit.id))
    heard += new TextDecoder().decode((await again?.read())?.value);
  await again?.cancel();
}, 60_000);

test("the OpenAPI document has each route, and Prometheus each gauge that has a value", async () => {
  const document = (await (await server.ask("/openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  for (const { path, method } of allRoutes)
    expect(
      document.paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()],
    ).toBeDefined();
  await store(database, [
    eventOf({ type: "commit-blocked", findings: [] }, { time: new Date().toISOString() }),
  ]);
  const metrics = await (
    await server.ask("/metrics", { token: await server.token(["read"]) })
  ).text();
  expect(metrics).toMatch(
    /^tare_gauge\{gauge="blocked-commits",stage="fortify",unit="count"\} 1$/m,
  );
  for (const line of metrics.trimEnd().split("\n"))
    expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{.*\})? [\d.e+-]+)$/);
});
