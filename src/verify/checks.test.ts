import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Finding } from "../core/finding.ts";
import type { ExampleAnswer, LiveCheck } from "../core/live-check.ts";
import { companionsAt } from "../scan/companions.ts";
import type { OwnHost } from "./hosts.ts";
import { type CheckedRule, checkedRules } from "./questions.ts";
import { carrying, providerOf, reportOf, type Seen } from "./testing.ts";
import { verified } from "./verify.ts";

const uuid = "0a1b2c3d-1111-2222-3333-444455556666";

/** How what belongs to a credential stands near it, by what it is called. */
const near: Readonly<Record<string, string>> = {
  "key id": `aws_access_key_id = ${["AKIA", "ZZJ5VMTEWVXP65TE"].join("")}`,
  "secret access key": `aws_secret_access_key = ${["2DOWzcLYAUmGN00hv5Sa", "gyYehFO68OfkDoftjLpX"].join("")}`,
  "session token": `aws_session_token = IQoJb3JpZ2lu${"Zm9vYmFy".repeat(12)}`,
  "account's e-mail address": '"client_email": "train@lab.iam.gserviceaccount.com"',
  tenant: `AZURE_TENANT_ID=${uuid}`,
  "client id": `AZURE_CLIENT_ID=${uuid}`,
  "user name": '"username": "ada"',
  shop: "SHOP=apple-a-day.myshopify.com",
  site: "JIRA=https://lab.atlassian.net",
  "account SID": `TWILIO_ACCOUNT_SID=AC${"0a1b2c3d".repeat(4)}`,
  "e-mail address": "EMAIL=ada@lab.example",
  "public key": `LANGFUSE_PUBLIC_KEY=pk-lf-${uuid}`,
};

/** Those of the examples cannot sign, as they are no keys. */
const pem = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
}).privateKey.trim();

/** A finding of the rule's first example that can be asked about, and of what stands near it. */
function findingOf(rule: CheckedRule): Finding {
  const { only, companions = {} } = rule.check;
  const marked = rule.examples.found.find((each) => only?.test(valueIn(each)) ?? true) ?? "";
  const isPem = rule.check.auth.kind === "signed" && rule.check.auth.by === "google-assertion";
  const value = isPem ? pem : valueIn(marked);
  const [before = "", after = ""] = marked.split(/«[^]*»/);
  const start = Buffer.byteLength(before);
  const span = { start, end: start + Buffer.byteLength(value) };
  const foundIn = (text: string) =>
    companionsAt(Buffer.from(text), { rule, span, confidence: "high" });
  const alone = foundIn(before + value + after);
  const missing = Object.entries(companions).filter(([name]) => alone?.[name]?.length === 0);
  const lines = missing.map(([, { title }]) => near[title] ?? "");
  const found = foundIn([before + value + after, ...lines, ""].join("\n"));
  return carrying(rule.id, value, { severity: rule.severity, ...(found && { companions: found }) });
}

const valueIn = (marked: string): string => /«([^]*?)»/.exec(marked)?.[1] ?? "";

/** The user's own hosts, where only those can be asked, or their refusal alone counts. */
const ownOf = ({ check }: CheckedRule): readonly OwnHost[] =>
  check.selfHosted === undefined
    ? []
    : [{ service: check.selfHosted, host: `${check.selfHosted}.corp.example` }];

async function answered(rule: CheckedRule, answer: ExampleAnswer | "silence") {
  await using provider = await providerOf(() => answer);
  const finding = findingOf(rule);
  const run = { ...provider.options, own: ownOf(rule) };
  const { report, calls } = await verified(reportOf(finding), run);
  return { finding, told: report.findings[0], calls, seen: provider.seen };
}

/** Whether the credential itself goes to the provider, in one piece. */
const standsWhole = ({ auth, companions = {} }: LiveCheck): boolean =>
  auth.kind !== "signed" && !Object.values(companions).some((each) => each.in === "value");

/** All that a provider could have seen, decoded. */
const textsOf = (seen: readonly Seen[]): string[] =>
  seen.flatMap(({ url, headers, body }) => [
    decodeURIComponent(url),
    ...Object.values(headers).map(String),
    Buffer.from(String(headers.authorization).slice("Basic ".length), "base64").toString(),
    body,
    new URLSearchParams(body).toString(),
    ...new URLSearchParams(body).values(),
  ]);

describe.each(checkedRules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const { check } = rule;

  test("works, by the documented answer", async () => {
    const { finding, told, calls, seen } = await answered(rule, check.examples.active);
    expect(told).toMatchObject({ verified: "active" });
    expect(calls).toHaveLength(1);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.method).toBe(check.method ?? "GET");
    const value = finding.value ?? "";
    if (standsWhole(check)) expect(textsOf(seen).some((each) => each.includes(value))).toBe(true);
    expect(JSON.stringify({ live: told?.live, calls })).not.toContain(value);
    expect(Object.keys(told?.live?.facts ?? {})).toEqual(Object.keys(check.facts ?? {}));
  });

  test("works no more, by the documented answer", async () => {
    const { told, calls } = await answered(rule, check.examples.inactive);
    expect(told).toMatchObject({ verified: "inactive" });
    expect(new Set(calls.map(({ result }) => result))).toEqual(new Set(["inactive"]));
  });

  test.each([
    ["too many calls", { status: 429, body: check.examples.inactive.body }, /rate limit/],
    ["a failure", { status: 503, body: check.examples.inactive.body }, /status 503/],
    [
      "a page of a portal",
      {
        status: check.examples.inactive.status,
        headers: { "content-type": "text/html" },
        body: "<html><title>Sign in to the network</title></html>",
      },
      /web page/,
    ],
    [
      "a page that claims to be none",
      { status: 200, body: "", headers: { "content-type": "text/plain" } },
      /status 200, which says neither/,
    ],
    [
      "the right status alone",
      { status: 418, body: check.examples.active.body },
      /status 418, which says neither/,
    ],
    ["no answer", "silence" as const, /network/],
  ])("%s says nothing", async (_what, answer, reason) => {
    const { told } = await answered(rule, answer);
    expect(told).toMatchObject({
      verified: "unknown",
      severity: rule.severity,
      live: { reason: expect.stringMatching(reason) as unknown },
    });
  });

  test("follows nothing", async () => {
    await using elsewhere = await providerOf(() => check.examples.active);
    const headers = { location: `${elsewhere.origin}/` };
    const { told } = await answered(rule, { status: 302, headers, body: {} });
    expect(told).toMatchObject({ verified: "unknown" });
    expect(elsewhere.seen).toEqual([]);
  });

  test("is sent over TLS to a host that its data names", () => {
    const hosts = [check.url, ...(check.otherHosts ?? []).map((host) => `https://${host}/`)];
    for (const each of hosts)
      expect(each).toMatch(/^https:\/\/(?:\{\w+\}|[a-z0-9-]+)(?:\.[a-z0-9-]+)*\//);
    expect(check.documentation).toMatch(/^https:\/\//);
    if (check.url.includes("{host}")) expect(check.selfHosted).toBeDefined();
  });

  test("tells nothing of an answer that only looks the same", () => {
    const { active, inactive } = check;
    for (const sign of active) expect(sign.json ?? sign.text).toBeDefined();
    expect(inactive).not.toEqual([]);
  });
});
