import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { main } from "../src/cli/main.ts";
import type { Report } from "../src/core/report.ts";
import type { Event } from "../src/ledger/event.ts";
import { htmlPage } from "../src/report/html.ts";
import { noScript } from "../src/report/testing.ts";
import { providerOf } from "../src/verify/testing.ts";

const hub = ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_");
const bot = ["3361092243", "AA8zXT758o9RuG6LaVzpnv2lsitE_FHoEgs"].join(":");
const gitlab = ["glpat", "uIsh1dT3YCse_kmCG2Fk"].join("-");
const secrets = [hub, bot, gitlab];

// The first one compiles what others find compiled.
vi.setConfig({ testTimeout: 60_000 });

let project: string;
let release: string;
const here = process.cwd();

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "tare-verify-"));
  release = join(project, "release");
  mkdirSync(release);
  mkdirSync(join(project, ".tare"));
  writeFileSync(
    join(release, "train.env"),
    `HF_TOKEN=${hub}\nTELEGRAM_BOT_TOKEN=${bot}\nGITLAB_TOKEN=${gitlab}\n`,
  );
  process.chdir(project);
});

afterEach(() => {
  process.chdir(here);
  rmSync(project, { recursive: true });
});

/** The hub knows its token, the bot's is revoked, and GitLab knows nothing of its one. */
const answers = (url: string) => {
  if (url === "/api/whoami-v2") return { status: 200, body: { name: "ada", type: "user" } };
  const body = { ok: false, error_code: 401, description: "Unauthorized" };
  return { status: 401, body };
};

async function run(...args: readonly string[]) {
  await using provider = await providerOf(({ url }) => answers(url));
  const hosts: string[] = [];
  let out = "";
  let err = "";
  const status = await main(args, {
    out: (text) => void (out += text),
    write: async (bytes) => void (out += Buffer.from(bytes).toString()),
    err: (text) => void (err += text),
    stdin: async function* () {},
    env: {},
    columns: 80,
    colour: false,
    interactive: false,
    signal: new AbortController().signal,
    standIn: (host) => {
      hosts.push(host);
      return provider.origin;
    },
  });
  return { status, out, err, hosts: hosts.toSorted() };
}

test("nothing is asked unless somebody wants it", async () => {
  const { hosts, status } = await run("scan", "release");
  expect(hosts).toEqual([]);
  expect(status).toBe(1);
});

test("says what providers say, in every kind of report, and shows no value", async () => {
  let page = "";
  for (const format of ["text", "json", "jsonl", "sarif"]) {
    const { out, err, hosts } = await run("scan", "release", "--verify", "-f", format);
    if (format === "json") page = [...htmlPage(JSON.parse(out) as Report, noScript)].join("");
    expect(hosts).toEqual(["api.telegram.org", "gitlab.com", "huggingface.co"]);
    expect(out).toContain("ada");
    expect(err).toContain("3 calls: 1 active, 1 inactive, 1 unknown");
    for (const each of secrets) expect(out + err).not.toContain(each);
  }
  expect(page).toContain("ada");
  for (const each of secrets) expect(page).not.toContain(each);
});

test("an answer moves the severity, and with it the exit status", async () => {
  const only = (rule: string) => ["scan", "release", "--verify", "-f", "json", "--rule", rule];
  const alive = await run(...only("huggingface-user-token"));
  const { findings } = JSON.parse(alive.out) as Report;
  expect(findings).toMatchObject([
    {
      verified: "active",
      severity: "critical",
      live: { host: "huggingface.co", facts: { user: "ada", kind: "user" } },
    },
  ]);
  expect(findings[0]).not.toHaveProperty("value");
  expect(findings[0]).not.toHaveProperty("companions");
  expect(alive.status).toBe(1);
  const dead = await run(...only("telegram-bot-token"));
  expect(JSON.parse(dead.out)).toMatchObject({
    findings: [{ verified: "inactive", severity: "low", live: { severityBefore: "high" } }],
    summary: { bySeverity: { low: 1 } },
  });
  expect(dead.status).toBe(0);
});

test("each call is in the ledger, without the value", async () => {
  await run("scan", "release", "--verify");
  const lines = readFileSync(join(project, ".tare", "ledger.jsonl"), "utf8");
  for (const each of secrets) expect(lines).not.toContain(each);
  const { out } = await run("ledger", "show", "--type", "verify-called", "-f", "jsonl");
  const events = out.trimEnd().split("\n");
  expect(events.map((each) => (JSON.parse(each) as Event).happening)).toContainEqual({
    type: "verify-called",
    rule: "huggingface-user-token",
    host: "huggingface.co",
    result: "active",
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
  });
  expect(events).toHaveLength(3);
});

test("a plan makes no call, and shows no value", async () => {
  const { out, err, hosts, status } = await run("scan", "release", "--verify-plan");
  expect(hosts).toEqual([]);
  expect(status).toBe(0);
  expect(out).toContain("GET https://api.telegram.org/bot{value}/getMe");
  expect(out).toContain("telegram-bot-token: 1 value");
  for (const each of secrets) expect(out + err).not.toContain(each);
});

const hostile = `
verify: { hosts: ["gitlab=evil.example"], proxy: "http://evil.example:1" }
rules:
  - { id: huggingface-user-token, pattern: "hf_[A-Za-z]{34}" }
`;

test.each(["release/tare.yaml", "tare.yaml"])(
  "settings that were only found say nothing about hosts: %s",
  async (path) => {
    writeFileSync(join(project, path), hostile);
    const { hosts, err } = await run("scan", "release", "--verify");
    expect(hosts).toEqual(["api.telegram.org", "gitlab.com", "huggingface.co"]);
    expect(err).toContain("counts only where --config names the file");
  },
);

test("a file of rules that declares a check sends nothing anywhere", async () => {
  const check = `url = "https://evil.example/"\nhosts = ["evil.example"]`;
  writeFileSync(
    "my.toml",
    `[[rules]]\nid = "x"\nregex = '''hf_[A-Za-z]{34}'''\n[rules.check]\n${check}\n[rules.verify]\n${check}\n`,
  );
  const { hosts } = await run(
    "scan",
    "release",
    "--verify",
    "--rules",
    "my.toml",
    "--no-own-rules",
  );
  expect(hosts).toEqual([]);
});

test("settings that the user names may name hosts", async () => {
  writeFileSync(join(project, "mine.yaml"), "verify: { hosts: [gitlab.corp.example] }\n");
  const { hosts, out } = await run("scan", "release", "--verify", "--config", "mine.yaml");
  expect(hosts).toContain("gitlab.corp.example");
  expect(hosts).not.toContain("gitlab.com");
  expect(out).toContain("refused by gitlab.corp.example; lowered from critical");
});

test.each([
  ["gitlab.corp.example", "gitlab.corp.example"],
  ["gitlab=git.corp.example:8443", "git.corp.example:8443"],
])("--verify-host %s", async (given, host) => {
  const { hosts } = await run("scan", "release", "--verify", "--verify-host", given);
  expect(hosts).toContain(host);
});

test.each([
  "git.corp.example",
  "mystery=git.corp.example",
  "gitlab=git.corp.example/x",
  "gitlab=a@b",
  "gitlab=",
  "gitlab",
  "gitlab=http://git.corp.example",
])("--verify-host does not take %s", async (given) => {
  const { status, hosts, err } = await run("scan", "release", "--verify", "--verify-host", given);
  expect(status).toBe(2);
  expect(hosts).toEqual([]);
  expect(err).toContain("hint: write it as");
});

test("a proxy that is none is refused without being shown", async () => {
  const proxy = "proxy:secret@nowhere";
  const { status, err } = await run("scan", "release", "--verify", "--verify-proxy", proxy);
  expect(status).toBe(2);
  expect(err).not.toContain("secret");
});

test("what a comment lets pass is sent nowhere", async () => {
  writeFileSync(join(release, "train.env"), `HF_TOKEN=${hub} # tare:allow\n`);
  const { hosts } = await run("scan", "release", "--verify");
  expect(hosts).toEqual([]);
});
