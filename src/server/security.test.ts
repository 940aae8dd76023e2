import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FindingRow, Page } from "./api.ts";
import type { Database } from "./database/database.ts";
import { testDatabases } from "./database/testing.ts";
import { allRoutes } from "./server.ts";
import { findingId, store } from "./store/ingest.ts";
import {
  type Asked,
  eventOf,
  type LoggedIn,
  refOf,
  testRunning,
  type TestRunning,
} from "./testing.ts";

/** What was tried, and what came of it: printed at the end. */
const attempts: string[] = [];
const tried = (what: string, status: number | string): void =>
  void attempts.push(`${what}: ${status}`);

const scan = eventOf({ type: "scan-finished", target: "x", findings: {}, gaps: 0, durationMs: 1 });
const opened = eventOf({ type: "finding-opened", target: "x", finding: refOf("a") });
const finding = findingId("model", refOf("a").fingerprint);

/** A body that is right, for each route that needs one. */
const bodies: Readonly<Record<string, unknown>> = {
  "POST /api/ledger": { events: [] },
  "POST /api/findings/changes": { action: "rotate", ids: [finding] },
  "POST /api/users": { name: "new", password: "correct horse battery", role: "viewer" },
  "PATCH /api/users/:id": { role: "viewer" },
  "POST /api/tokens": { name: "new", scopes: ["read"] },
  "POST /api/webhooks": { kind: "generic", url: "https://192.0.2.1/" },
};

/** What stands for parameters of a path. */
const addressOf = (path: string): string =>
  path
    .replace("/api/findings/:id", `/api/findings/${finding}`)
    .replace("/api/releases/:id", `/api/releases/${scan.id}`)
    .replace("/api/gauges/:id", "/api/gauges/blocked-commits")
    .replace(":stage", "fortify")
    .replace(/:\w+/, "none");

const guarded = allRoutes.filter(({ access }) => access !== "public");

const [kind] = await testDatabases();
if (!kind) throw new Error("there is no database");
let server: TestRunning;
let database: Database;
beforeAll(async () => {
  database = await kind.open();
  server = await testRunning(database);
  await store(database, [scan, opened]);
}, 180_000);
afterAll(async () => {
  console.info(`${attempts.length} attempts:\n${attempts.join("\n")}`);
  await server.stop();
});

/** Asks, and gives the status; a stream is left. */
async function status(method: string, path: string, asked: Asked = {}): Promise<number> {
  const body = bodies[`${method} ${path}`];
  const answer = await server.ask(addressOf(path), {
    method,
    ...(body !== undefined && { body }),
    ...asked,
  });
  await answer.body?.cancel();
  tried(`${method} ${path} ${Object.keys(asked).join(" ") || "alone"}`, answer.status);
  return answer.status;
}

describe.each(guarded)("$method $path", ({ method, path, access }) => {
  test("is refused without a token, with a made-up one, and with a made-up session", async () => {
    expect(await status(method, path)).toBe(401);
    expect(await status(method, path, { token: "tare_nonsense" })).toBe(401);
    expect(
      await status(method, path, { session: { cookie: "tare_session=x", csrfToken: "x" } }),
    ).toBe(401);
  });

  test("is refused to a viewer where it changes something", async () => {
    const session = await server.logIn("viewer");
    const got = await status(method, path, { session });
    if (access === "read" || access === "session") expect(got).toBeLessThan(300);
    else expect(got).toBe(403);
  });

  test("is refused to a token without its scope", async () => {
    const scopes = (["ingest", "read", "triage"] as const).filter((each) => each !== access);
    expect(await status(method, path, { token: await server.token(scopes) })).toBe(403);
  });

  test("with another project's token shows and changes nothing", async () => {
    const token = await server.token(["ingest", "read", "triage"], ["another"]);
    const body = bodies[`${method} ${path}`];
    const answer = await server.ask(addressOf(path), {
      method,
      token,
      ...(body !== undefined && { body }),
    });
    tried(`${method} ${path} another project's token`, answer.status);
    const text = path === "/api/events" ? "" : await answer.text();
    if (text === "") await answer.body?.cancel().catch(() => undefined);
    expect(text).not.toContain(refOf("a").fingerprint);
    expect(text).not.toContain('"model"');
  });

  if (method === "GET") return;
  test("is refused where another site makes the browser send it", async () => {
    const admin = await server.logIn("admin");
    const without = { ...admin, csrfToken: "" };
    expect(await status(method, path, { session: without })).toBe(403);
    const foreign: Asked = { session: admin, headers: { Origin: "https://evil.example" } };
    expect(await status(method, path, foreign)).toBe(403);
  });
});

describe("what is sent", () => {
  let admin: LoggedIn;
  let token: string;
  beforeAll(async () => {
    admin = await server.logIn("admin");
    token = await server.token(["ingest", "read", "triage"]);
  });

  test("events of another project are refused, one by one", async () => {
    const own = await server.token(["ingest"], ["another"]);
    const answer = await server.ask("/api/ledger", { token: own, body: { events: [scan] } });
    expect(await answer.json()).toMatchObject({ stored: 0, refused: [{ id: scan.id }] });
  });

  test.each([
    `<img src=x onerror=alert(1)>`,
    `"><script>alert(1)</script>`,
    `javascript:alert(1)`,
    `</script><svg/onload=alert(1)>`,
  ])("markup in names and texts stays JSON: %s", async (text) => {
    const event = eventOf({
      type: "finding-opened",
      target: text,
      finding: refOf(text),
      view: {
        title: text,
        preview: text,
        confidence: "high",
        verified: "unknown",
        harm: text,
        remedy: text,
        path: text,
      },
    });
    await server.ask("/api/ledger", { token, body: { events: [event] } });
    const answer = await server.ask(
      `/api/findings?q=${encodeURIComponent(`"${text.replaceAll('"', "")}"`)}`,
      { token },
    );
    tried(`markup ${text}`, answer.headers.get("content-type") ?? "");
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("content-security-policy")).not.toMatch(/unsafe|\*/);
  });

  test.each([
    `' or 1=1 --`,
    `'; drop table events; --`,
    `%' union select hash from tokens --`,
    `\\'); select pg_sleep(5); --`,
    `{}') or true or ('`,
  ])("SQL in each field is a text: %s", async (text) => {
    const value = encodeURIComponent(text);
    const paths = [
      `/api/findings?q=${value}`,
      `/api/findings?q=${encodeURIComponent(`rule:"${text}"`)}`,
      `/api/findings?project=${value}`,
      `/api/findings/${value}`,
      `/api/findings?sort=${value}`,
      `/api/findings?cursor=${Buffer.from(JSON.stringify([text, text])).toString("base64url")}`,
      `/api/ledger?type=${value}`,
      `/api/ledger?project=${value}`,
      `/api/ledger?cursor=${Buffer.from(JSON.stringify([text, text])).toString("base64url")}`,
      `/api/releases?target=${value}`,
      `/api/releases/${value}`,
      `/api/gauges/${value}`,
      `/api/gauges?project=${value}`,
      `/api/gauges/blocked-commits/history?from=${value}`,
    ];
    for (const path of paths) {
      const answer = await server.ask(path, { token });
      tried(`GET ${path}`, answer.status);
      expect([200, 400, 404]).toContain(answer.status);
      const shown = await answer.text();
      expect(shown).not.toContain(refOf("a").fingerprint);
    }
    expect(await database.query("select 1 from events where id = $1", [scan.id])).toHaveLength(1);
    expect(server.errors).toEqual([]);
  });

  test.each([
    "/../package.json",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/assets/..\\..\\x",
    "/etc/passwd%00.js",
  ])("a path that leads elsewhere leads nowhere: %s", async (path) => {
    const answer = await rawRequest(server, `GET ${path} HTTP/1.1`);
    tried(`GET ${path}`, answer.slice(9, 12));
    expect(answer).toMatch(/^HTTP\/1\.1 (?:404|400)/);
    expect(answer).not.toContain("root:");
  });

  test("a body that is too large, also when it is unpacked, is refused", async () => {
    const large = JSON.stringify({ name: "x".repeat(100_000), password: "x" });
    const login = await server.ask("/api/login", { body: large });
    tried("POST /api/login with 100 kB", login.status);
    expect(login.status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const answer = await fetch(`${server.url}/api/ledger`, {
      method: "POST",
      headers: {
        Authorization: `Bearer ${token}`,
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
      },
      body: bomb,
    });
    tried("POST /api/ledger with a bomb", answer.status);
    expect(answer.status).toBe(413);
  });

  test("a form, which another site could send, is no body", async () => {
    const answer = await server.ask("/api/login", {
      body: "name=a&password=b",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
    expect(answer.status).toBe(400);
  });

  test("another host's name is refused, whoever made the browser ask (DNS rebinding)", async () => {
    const answer = await rawRequest(server, "GET /api/login HTTP/1.1", "evil.example");
    tried("Host: evil.example", answer.slice(9, 12));
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
  });

  test.each([
    "http://127.0.0.1/",
    "http://localhost:5432/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.1.2.3/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0/",
    "file:///etc/passwd",
    "gopher://127.0.0.1/",
    "https://user@example.org/",
  ])("a webhook to %s is refused", async (url) => {
    const answer = await server.ask("/api/webhooks", {
      session: admin,
      body: { kind: "generic", url },
    });
    tried(`webhook to ${url}`, answer.status);
    expect(answer.status).toBe(400);
  });

  test("passwords are not tried without end", async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 12; round++) {
      const answer = await server.ask("/api/login", {
        body: { name: "ana", password: "x".repeat(12) },
      });
      statuses.push(answer.status);
    }
    tried("12 wrong passwords", statuses.join(" "));
    expect(statuses).toContain(401);
    expect(statuses.at(-1)).toBe(429);
  }, 60_000);

  test("what is changed stands in the audit", async () => {
    const page = (await (await server.ask("/api/findings", { token })).json()) as Page<FindingRow>;
    const ids = page.items.map(({ id }) => id);
    await server.ask("/api/findings/changes", { session: admin, body: { action: "rotate", ids } });
    const audit = await (await server.ask("/api/audit", { session: admin })).text();
    expect(audit).toContain("finding.rotate");
    expect(audit).toContain("login.failed");
  });

  test("the last admin stays one", async () => {
    await database.query("delete from users");
    const session = await server.logIn("admin");
    const [user] = await database.query<{ id: string }>("select id from users");
    const answer = await server.ask(`/api/users/${user?.id ?? ""}`, {
      method: "PATCH",
      session,
      body: { role: "viewer" },
    });
    expect(answer.status).toBe(409);
  });
});

test("a request that comes drop by drop is ended", async () => {
  const slow = connect(Number(new URL(server.url).port), "127.0.0.1");
  const start = Date.now();
  slow.write(`GET /api/login HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n`);
  const drops = setInterval(() => slow.write("X-A: b\r\n"), 500);
  slow.on("error", () => undefined);
  slow.resume();
  await new Promise((resolve) => slow.on("close", resolve));
  clearInterval(drops);
  tried("headers drop by drop", `ended after ${Math.round((Date.now() - start) / 1000)} s`);
  expect(Date.now() - start).toBeLessThan(60_000);
}, 90_000);

/** Sends a request as it stands, which `fetch` would mend. */
async function rawRequest({ url }: TestRunning, line: string, host?: string): Promise<string> {
  const { port, host: own } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  socket.end(`${line}\r\nHost: ${host ?? own}\r\nConnection: close\r\n\r\n`);
  let answer = "";
  for await (const chunk of socket) answer += String(chunk);
  return answer;
}
