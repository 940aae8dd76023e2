import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../../test/kit/tools.ts";
import type { Finding } from "../core/finding.ts";
import { freePort, startedServer } from "../sources/cloud/testing.ts";
import { Sender } from "./send.ts";
import { carrying, providerOf, reportOf } from "./testing.ts";
import { verified } from "./verify.ts";

const token = ["ghp", "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"].join("_");
const accepted = { status: 200, body: { login: "ada" } };
const refused = { status: 401, body: { message: "Bad credentials" } };

test("raises what works by one step and lowers what does not by two", async () => {
  const [works, not] = [
    carrying("replicate-api-token", token),
    carrying("replicate-api-token", `${token}x`),
  ];
  await using provider = await providerOf(({ headers }) =>
    headers.authorization === `Bearer ${token}`
      ? { status: 200, body: { username: "ada" } }
      : refused,
  );
  const { report } = await verified(reportOf(works, not), provider.options);
  expect(report.findings).toMatchObject([
    { verified: "active", severity: "critical", live: { severityBefore: "high" } },
    { verified: "inactive", severity: "low", live: { severityBefore: "high" } },
  ]);
  expect(report.summary.bySeverity).toEqual({ critical: 1, low: 1 });
});

test("asks once about a value that stands in many places", async () => {
  await using provider = await providerOf(() => accepted);
  const all = ["a.txt", "b.txt", "c.txt"].map((path) =>
    carrying("github-token", token, { location: { path } }),
  );
  const { report, calls } = await verified(reportOf(...all), provider.options);
  expect(provider.seen).toHaveLength(1);
  expect(calls).toEqual([
    {
      rule: "github-token",
      host: "api.github.com",
      result: "active",
      fingerprint: all[0]?.fingerprint,
    },
  ]);
  expect(report.findings.map((each) => each.verified)).toEqual(["active", "active", "active"]);
});

test("leaves alone what is accepted, what has ended, and what no check knows", async () => {
  await using provider = await providerOf(() => accepted);
  const report = {
    ...reportOf(
      carrying("github-token", token, { verified: "inactive" }),
      carrying("general-api-key", "of-whatever-service"),
    ),
    known: [
      carrying("github-token", `${token}y`, { standing: { state: "accepted" } }),
      carrying("github-token", `${token}z`, { standing: { state: "open" } }),
    ],
  };
  const told = await verified(report, provider.options);
  expect(provider.seen.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${token}z`]);
  expect(told.report.known).toMatchObject([{ verified: "unknown" }, { verified: "active" }]);
});

test("what a user's rule finds is sent nowhere, whatever the rule says", async () => {
  await using provider = await providerOf(() => accepted);
  const rules = ["tare/github-token", "gitleaks/github-pat", "my/github-token"];
  await verified(reportOf(...rules.map((each) => carrying(each, token))), provider.options);
  expect(provider.seen).toEqual([]);
});

describe("a value that is no token", () => {
  test.each([
    ["a line end", "ghp_a\r\nx-injected: 1"],
    ["a line feed", "ghp_a\nb"],
    ["letters beyond ASCII", "ghp_äöü"],
    ["a zero byte", "ghp_a\0b"],
    ["white space at its end", "ghp_a "],
  ])("is not sent with %s", async (_what, value) => {
    await using provider = await providerOf(() => accepted);
    const told = await verified(reportOf(carrying("github-token", value)), provider.options);
    expect(provider.seen).toEqual([]);
    expect(told.report.findings[0]?.live?.reason).toMatch(/cannot stand in a request/);
  });

  test("is not sent if it is too long", async () => {
    await using provider = await providerOf(() => accepted);
    const value = `ghp_${"a".repeat(20_000)}`;
    const told = await verified(reportOf(carrying("github-token", value)), provider.options);
    expect(provider.seen).toEqual([]);
    expect(told.report.findings[0]?.live?.reason).toBe("too long to be sent");
  });

  test.each(["1:AA/../../bot2/logOut?x=", "1:AA#", "1:AA@evil.example", "../x"])(
    "changes neither host nor path as %s",
    async (value) => {
      await using provider = await providerOf(() => accepted);
      await verified(reportOf(carrying("telegram-bot-token", value)), provider.options);
      for (const { url } of provider.seen)
        expect(url).toBe(`/bot${encodeURIComponent(value)}/getMe`);
    },
  );

  test.each(["evil.example/", "a.evil", "x@evil", "x:80", "", ".."])(
    "'%s' as a shop leads to no other host",
    async (shop) => {
      await using provider = await providerOf(() => accepted);
      const value = `shpat_${"0a".repeat(16)}`;
      const finding = carrying("shopify-token", value, { companions: { shop: [shop] } });
      await verified(reportOf(finding), provider.options);
      expect(provider.seen).toEqual([]);
    },
  );
});

describe("a host that one runs oneself", () => {
  const value = ["glpat", "uIsh1dT3YCse_kmCG2Fk"].join("-");
  const finding = carrying("gitlab-token", value);
  const no = { status: 401, body: { message: "401 Unauthorized" } };

  test("counts only where it is named: another's refusal says nothing", async () => {
    await using provider = await providerOf(() => no);
    const { report, calls } = await verified(reportOf(finding), provider.options);
    expect(calls.map(({ host }) => host)).toEqual(["gitlab.com"]);
    expect(report.findings[0]).toMatchObject({ verified: "unknown", severity: "high" });
    expect(report.findings[0]?.live?.reason).toContain("--verify-host gitlab=HOST");
  });

  test("is then asked alone", async () => {
    await using provider = await providerOf(() => no);
    const own = [
      { service: "gitlab", host: "gitlab.corp.example:8443" },
      { service: "jfrog", host: "jfrog.corp.example" },
    ];
    const { report, calls } = await verified(reportOf(finding), { ...provider.options, own });
    expect(calls.map(({ host }) => host)).toEqual(["gitlab.corp.example:8443"]);
    expect(report.findings[0]).toMatchObject({ verified: "inactive" });
  });

  test("is not asked if nobody names it", async () => {
    await using provider = await providerOf(() => accepted);
    const databricks = carrying("databricks-token", `dapi${"0a".repeat(16)}`);
    const { report } = await verified(reportOf(databricks), provider.options);
    expect(provider.seen).toEqual([]);
    expect(report.findings[0]?.live?.reason).toContain("--verify-host databricks=HOST");
  });
});

test("asks the other regions where one refuses, and believes only all of them", async () => {
  const key = carrying("datadog-key", "0a1b2c3d".repeat(4));
  let asked = 0;
  await using provider = await providerOf(() =>
    ++asked === 3
      ? { status: 200, body: { valid: true } }
      : { status: 403, body: { errors: ["Forbidden"] } },
  );
  const { report, calls } = await verified(reportOf(key), provider.options);
  expect(calls.map(({ result }) => result)).toEqual(["inactive", "inactive", "active"]);
  expect(report.findings[0]?.live?.host).toBe("api.us5.datadoghq.com");
});

test("a region that fails leaves it unknown, though the others refuse", async () => {
  const key = carrying("datadog-key", "0a1b2c3d".repeat(4));
  let asked = 0;
  await using provider = await providerOf(() =>
    ++asked === 3 ? { status: 500, body: {} } : { status: 403, body: { errors: ["Forbidden"] } },
  );
  const { report } = await verified(reportOf(key), provider.options);
  expect(report.findings[0]).toMatchObject({ verified: "unknown" });
});

test("a host that limits is asked no more", async () => {
  await using provider = await providerOf(() => ({ status: 429, body: {} }));
  const all = Array.from({ length: 9 }, (_, at) => carrying("github-token", `${token}${at}`));
  const { report } = await verified(reportOf(...all), provider.options);
  expect(provider.seen.length).toBeLessThanOrEqual(4);
  for (const { live } of report.findings) expect(live?.reason).toBe("refused by rate limit");
});

test("a host that asks for a short rest gets it", async () => {
  let asked = 0;
  await using provider = await providerOf(() =>
    ++asked === 1 ? { status: 429, headers: { "retry-after": "0" }, body: {} } : accepted,
  );
  const { report } = await verified(reportOf(carrying("github-token", token)), provider.options);
  expect(report.findings[0]?.verified).toBe("active");
});

test("a host that cannot be reached is tried some times, not for each value", async () => {
  await using provider = await providerOf(() => "silence");
  const all = Array.from({ length: 20 }, (_, at) => carrying("github-token", `${token}${at}`));
  const { report } = await verified(reportOf(...all), provider.options);
  expect(provider.seen.length).toBeLessThan(8);
  for (const { live } of report.findings) expect(live?.reason).toMatch(/^network: /);
});

test("asks one host no more than a hundred times", async () => {
  await using provider = await providerOf(() => accepted);
  const all = Array.from({ length: 120 }, (_, at) =>
    carrying("github-token", `${token}${at}`, { fingerprint: `${at}` }),
  );
  const { report } = await verified(reportOf(...all), provider.options);
  expect(provider.seen).toHaveLength(100);
  expect(report.findings.filter((each) => each.verified === "unknown")).toHaveLength(20);
});

test("keeps calls to one host apart", async () => {
  await using provider = await providerOf(() => accepted);
  const all = Array.from({ length: 3 }, (_, at) => carrying("github-token", `${token}${at}`));
  const began = performance.now();
  await verified(reportOf(...all), { ...provider.options, perMinute: 600 });
  expect(performance.now() - began).toBeGreaterThan(190);
});

test("stops where it is told to", async () => {
  const stop = new AbortController();
  stop.abort();
  await using provider = await providerOf(() => accepted);
  const run = { ...provider.options, signal: stop.signal };
  const { report } = await verified(reportOf(carrying("github-token", token)), run);
  expect(provider.seen).toEqual([]);
  expect(report.findings[0]?.live?.reason).toBe("not asked: stopped");
});

test("tells no credential and no control character of an answer", async () => {
  await using provider = await providerOf(() => ({
    status: 200,
    body: { login: `\u001b[31m${token}\nx${"y".repeat(500)}` },
  }));
  const { report } = await verified(reportOf(carrying("github-token", token)), provider.options);
  const user = report.findings[0]?.live?.facts?.["user"] ?? "";
  expect(user).toMatch(/^\[31m\*{4} xy+$/);
  expect(user.length).toBeLessThanOrEqual(160);
});

test("a name that leads into the network is not asked", async () => {
  await using sender = new Sender({ proxy: undefined, noProxy: undefined, own: new Set() });
  const url = new URL("https://localhost/");
  const request = { method: "GET", url, headers: { "x-secret": token } } as const;
  const error = await sender.send(request).catch((each: unknown) => each as Error);
  expect(error).toMatchObject({ message: "its name leads to an internal address" });
  expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(token);
});

test("a name of one's own may lead there, and is asked with TLS alone", async () => {
  await using provider = await providerOf(() => accepted);
  await using sender = new Sender({
    proxy: undefined,
    noProxy: undefined,
    own: new Set(["localhost"]),
  });
  const url = new URL(`https://localhost:${new URL(provider.origin).port}/`);
  const error = await sender
    .send({ method: "GET", url, headers: {} })
    .catch((each: unknown) => each);
  expect(error).toMatchObject({ message: expect.stringMatching(/^network: /) as unknown });
  expect(provider.seen).toEqual([]);
});

test("asks through a proxy, which sees a host and nothing else", async () => {
  const port = await freePort();
  await using sender = new Sender({
    proxy: `http://127.0.0.1:${port}`,
    noProxy: undefined,
    own: new Set(),
  });
  const url = new URL("https://api.github.com/user");
  const error = await sender
    .send({ method: "GET", url, headers: {} })
    .catch((each: unknown) => each);
  expect(error).toMatchObject({ message: "network: nobody listens there (ECONNREFUSED)" });
});

const moto = program("moto_server");

describe.skipIf(moto === undefined)("a real moto", () => {
  let server: AsyncDisposable;
  let url: string;
  let keys: { readonly id: string; readonly secret: string };

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await startedServer(moto ?? "", ["-p", String(port)], `${url}/moto-api/`);
    await iam({ Action: "CreateUser", UserName: "train" });
    keys = partsOf(await iam({ Action: "CreateAccessKey", UserName: "train" }));
    await fetch(`${url}/moto-api/reset-auth`, { method: "POST", body: "0" });
  }, 60_000);

  afterAll(async () => server[Symbol.asyncDispose]());

  const admin = new AwsClient({ accessKeyId: "a", secretAccessKey: "b", region: "us-east-1" });

  async function iam(parameters: Record<string, string>): Promise<string> {
    const body = new URLSearchParams({ Version: "2010-05-08", ...parameters }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const request = { method: "POST", headers, body, aws: { service: "iam" } };
    const response = await admin.fetch(`${url}/`, request);
    return response.text();
  }

  function partsOf(made: string) {
    const part = (name: string): string =>
      new RegExp(`<${name}>(.*?)</${name}>`).exec(made)?.[1] ?? "";
    return { id: part("AccessKeyId"), secret: part("SecretAccessKey") };
  }

  async function asked(...findings: Finding[]) {
    const options = { proxy: undefined, noProxy: undefined, own: new Set<string>() };
    await using sender = new Sender({ ...options, standIn: () => url });
    return await verified(reportOf(...findings), { send: sender.send, own: [], perMinute: 1e9 });
  }

  const secretWith = (secret: string, ...keyId: string[]): Finding =>
    carrying("aws-secret-access-key", secret, { companions: { keyId, sessionToken: [] } });

  test("takes a pair that works, and says whose it is", async () => {
    const { report } = await asked(secretWith(keys.secret, keys.id));
    expect(report.findings[0]).toMatchObject({
      verified: "active",
      live: {
        facts: {
          account: "123456789012",
          identity: expect.stringMatching(/user\/train$/) as unknown,
        },
      },
    });
  });

  test("is asked once for both halves of a pair", async () => {
    const id = carrying("aws-access-key-id", keys.id, {
      companions: { secret: [keys.secret], sessionToken: [] },
    });
    const { report, calls } = await asked(secretWith(keys.secret, keys.id), id);
    expect(calls).toHaveLength(1);
    expect(report.findings.map((each) => each.verified)).toEqual(["active", "active"]);
  });

  test("refuses a pair of which the id is none", async () => {
    const { report } = await asked(secretWith(keys.secret, `AKIA${"Q".repeat(16)}`));
    expect(report.findings[0]).toMatchObject({ verified: "inactive", severity: "low" });
  });

  test("knows the id, where the secret is another's", async () => {
    const { report } = await asked(
      secretWith(keys.secret.split("").toReversed().join(""), keys.id),
    );
    expect(report.findings[0]).toMatchObject({
      verified: "unknown",
      live: { reason: "the key id works, but this is not its secret" },
    });
  });

  test("finds the one of several ids that belongs to the secret", async () => {
    const { report } = await asked(secretWith(keys.secret, `AKIA${"R".repeat(16)}`, keys.id));
    expect(report.findings[0]).toMatchObject({ verified: "active" });
  });
});

test("a half without the other is not asked about", async () => {
  await using provider = await providerOf(() => accepted);
  const finding = carrying("aws-secret-access-key", "s".repeat(40), {
    companions: { keyId: [], sessionToken: [] },
  });
  const { report } = await verified(reportOf(finding), provider.options);
  expect(provider.seen).toEqual([]);
  expect(report.findings[0]?.live).toEqual({ reason: "its key id does not stand nearby" });
});
