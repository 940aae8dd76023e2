import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LoginWays, Session } from "../api.ts";
import { testDatabases } from "../database/testing.ts";
import { testRunning, type TestRunning } from "../testing.ts";

const [kind] = await testDatabases();
if (!kind) throw new Error("there is no database");

let provider: Server;
let server: TestRunning;

/** Listens, and says where, before the provider knows it. */
async function listening(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

beforeAll(async () => {
  const { server: listener, url } = await listening();
  const clientSecret = "of-a-test".repeat(5);
  provider = listener;
  // The provider must know where tare is before tare asks it: a port that was free a moment ago.
  const { server: spot, url: own } = await listening();
  spot.close();
  const oidc = new Provider(url, {
    clients: [
      {
        client_id: "tare",
        client_secret: clientSecret,
        redirect_uris: [`${own}/login/oidc/callback`],
      },
    ],
    claims: { openid: ["sub"], email: ["email"], profile: ["preferred_username"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.org`, preferred_username: id }),
    }),
  });
  listener.on("request", oidc.callback());
  server = await testRunning(await kind.open(), {
    port: Number(new URL(own).port),
    oidc: { issuer: url, clientId: "tare", clientSecret },
  });
}, 180_000);
afterAll(async () => {
  await server.stop();
  provider.closeAllConnections();
  provider.close();
});

/** A browser: it keeps cookies by host and follows where it is sent. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const { host } = new URL(url);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  async function go(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; text: string; status: number }> {
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { Cookie: cookie },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = answer.headers.get("location");
    if (location !== null) return go(new URL(location, url).href);
    return { url, text: await answer.text(), status: answer.status };
  }
  return {
    go,
    cookie: (url: string) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

/** Logs in at the provider and lets tare know. */
async function logIn(name: string) {
  const { go, cookie } = browser();
  const login = await go(`${server.url}/login/oidc`);
  const consent = await go(login.url, { prompt: "login", login: name, password: "any" });
  const end = await go(consent.url, { prompt: "consent" });
  return { end, cookie: cookie(server.url) };
}

test("the page is told where people log in", async () => {
  const ways = (await (await server.ask("/api/login")).json()) as LoginWays;
  expect(ways.oidc).toEqual({ title: "127.0.0.1", href: "/login/oidc" });
});

test("who the provider knows comes in as a viewer, the same each time", async () => {
  const sessions: Session[] = [];
  for (let twice = 0; twice < 2; twice++) {
    const { end, cookie } = await logIn("ana");
    expect(new URL(end.url).pathname).toBe("/");
    const answer = await server.ask("/api/session", { session: { cookie, csrfToken: "" } });
    sessions.push((await answer.json()) as Session);
  }
  expect(sessions[0]?.user).toMatchObject({ role: "viewer", login: "oidc" });
  expect(sessions[1]?.user.id).toBe(sessions[0]?.user.id);
}, 60_000);

test("where the provider does not answer, nothing is left running", async () => {
  const { server: spot, url } = await listening();
  spot.close();
  const port = Number(new URL(url).port);
  const oidc = { issuer: "http://127.0.0.1:9", clientId: "tare", clientSecret: "" };
  const database = await kind.open();
  await expect(testRunning(database, { port, oidc })).rejects.toThrow("does not answer");
  const again = createServer().listen(port, "127.0.0.1");
  await once(again, "listening");
  again.close();
  await database.close();
}, 60_000);

test("an answer that was not asked for here lets nobody in", async () => {
  const stolen = await fetch(`${server.url}/login/oidc/callback?code=x&state=y`, {
    redirect: "manual",
  });
  expect(stolen.headers.get("location")).toBe("/#/login/bad-request");
  expect(stolen.headers.getSetCookie().join("\n")).not.toContain("tare_session");
  const begun = await fetch(`${server.url}/login/oidc`, { redirect: "manual" });
  const [cookie = ""] = begun.headers.getSetCookie()[0]?.split(";") ?? [];
  const wrong = await fetch(`${server.url}/login/oidc/callback?code=x&state=y`, {
    redirect: "manual",
    headers: { Cookie: cookie },
  });
  expect(wrong.headers.get("location")).toBe("/#/login/unauthenticated");
  expect(wrong.headers.getSetCookie().join("\n")).not.toContain("tare_session");
  const audit = await server.database.query<{ action: string }>("select action from audit");
  expect(audit.filter(({ action }) => action === "login.failed")).toHaveLength(2);
});
