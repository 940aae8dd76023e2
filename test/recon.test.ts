import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Inventory, Looked } from "../src/recon/inventory/looked.ts";
import { fakeToken, folderOf, type TestFolder } from "../src/scan/testing.ts";
import { TestRepository } from "../src/sources/git/testing.ts";
import type { TestServer } from "../src/sources/http/testing.ts";
import { fakeGithub } from "./kit/hosts/github.ts";
import { HostedWorld } from "./kit/hosts/world.ts";
import { gitEnv, type Ran, tareHere, token } from "./kit/repository.ts";

/** Each run compiles the keywords, and the machine may have other things to do. In milliseconds. */
const patience = 120_000;
const day = "2026-10-01T00:00:00Z";
const world = new HostedWorld();
let github: TestServer;
let project: TestFolder;
/** Answers instead of the server, where it says so. */
let disturbance: (response: ServerResponse) => boolean = () => false;

const settings = `keywords:
  - nightingale
  - { word: corp.acme.example, severity: high, reason: internal names }
  - { word: acme, severity: info }
`;

const environment = (): Readonly<Record<string, string>> => ({
  GITHUB_API_URL: `${github.origin}/api/v3`,
  GITHUB_SERVER_URL: github.origin,
  GITHUB_TOKEN: "made-up",
});

/** Runs tare as a user would, in a folder. */
async function tareIn(cwd: string, args: readonly string[]): Promise<Ran> {
  const run = promisify(execFile)(process.execPath, [resolve("src/cli/bin.ts"), ...args], {
    cwd,
    env: { ...gitEnv, ...environment() },
  });
  return run.then(
    ({ stdout, stderr }) => ({ status: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      status: code,
      out: stdout,
      err: stderr,
    }),
  );
}

/** Runs tare with the settings of the test, and no project. */
async function recon(args: readonly string[], memory?: string): Promise<Inventory> {
  const remembering = memory === undefined ? [] : ["--incremental", join(project.path, memory)];
  const config = ["--config", join(project.path, "tare.yaml")];
  const argv = ["recon", "github:acme", "--format", "json", ...config, ...remembering, ...args];
  const { out, err } = await tareHere(argv, { env: environment() });
  expect(err).toMatch(/^tare: settings of .*tare.yaml\n$/);
  return JSON.parse(out) as Inventory;
}

const byName = ({ repositories }: Inventory): Readonly<Record<string, Looked>> =>
  Object.fromEntries(repositories.map((each) => [each.name, each]));

const isClone = (each: string): boolean => each.includes("git-upload-pack");

beforeAll(async () => {
  const model = new TestRepository();
  model.commit("first", { "README.md": "# Acme Nightingale\n", "train.py": token("A") });
  model.commit("second", { "train.py": "pass\n" });
  world.host({ name: "acme/model", pushed: day, description: "Speech" }, model);
  world.repository(
    { name: "acme/site", pushed: day, topics: ["nightingale"] },
    { "index.html": "hello\n" },
  );
  world.repository({ name: "acme/plain", pushed: day, archived: true }, { "a.txt": "nothing\n" });
  world.repository({ name: "acme/secret", pushed: day, private: true }, { "a.txt": token("P") });
  world.repository({ name: "acme/taken-down", pushed: day, refused: 451 }, { "a.txt": "x\n" });
  world.repository({ name: "acme/huge", pushed: day, size: 5_000_000 }, { "a.txt": "x\n" });
  world.host({ name: "acme/empty", pushed: day, size: 0 }, new TestRepository());
  const fork = new TestRepository();
  fork.git("pull", "--quiet", join(world.folder, "acme/model.git"), "main");
  fork.commit("mine", { "deploy.yml": `host: gpu7.corp.acme.example\n${token("F")}` });
  world.host({ name: "eve/model", pushed: day, fork: "acme/model" }, fork);
  world.repository(
    { name: "ana/dotfiles", pushed: day },
    { ".bashrc": `export HF=${fakeToken("B")} # nightingaleClient\n` },
  );
  world.repository({ name: "ana/games", pushed: day }, { "a.txt": "chess\n" });
  world.repository(
    { name: "ana/pytorch", pushed: day, fork: "pytorch/pytorch" },
    { "a.txt": "x\n" },
  );
  world.repository(
    { name: "zoe/notes", pushed: day },
    { "log.txt": "ssh gpu7.corp.acme.example\nThe Nightingale build\n" },
  );
  world.repository(
    { name: "zoe/birds", pushed: day, description: "a night in gale" },
    { "a.txt": "birds\n" },
  );
  world.gist("ana", "0a1b", { "train.sh": "curl http://gpu7.corp.acme.example:8080\n" });
  github = await fakeGithub(world, {
    organisations: { acme: ["ana"] },
    pageSize: 2,
    before: (_, response) => disturbance(response),
  });
  project = await folderOf({ "tare.yaml": settings });
}, patience);

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
  world[Symbol.dispose]();
});

afterEach(() => {
  disturbance = () => false;
});

test(
  "finds what names the organisation, wherever it is, and says why and where",
  { timeout: patience },
  async () => {
    const found = await recon([]);
    const all = byName(found);
    expect(Object.keys(all)).toEqual([
      "acme/model",
      "acme/site",
      "acme/plain",
      "acme/taken-down",
      "acme/huge",
      "acme/empty",
      "eve/model",
      "ana/dotfiles",
      "ana/games",
      "ana/pytorch",
      "gist ana/0a1b",
      "zoe/notes",
    ]);
    const mentions = Object.values(all).flatMap(({ name, mentions }) =>
      mentions
        .filter(({ severity }) => severity !== "info")
        .map((each) => [name, each.keyword, each.spelled, each.where, each.place]),
    );
    expect(mentions).toEqual([
      ["acme/model", "nightingale", "Nightingale", "README", "README.md:1"],
      ["acme/site", "nightingale", "nightingale", "topics", undefined],
      ["eve/model", "corp.acme.example", "corp.acme.example", "code", "deploy.yml:1"],
      ["ana/dotfiles", "nightingale", "nightingale", "code", ".bashrc:1"],
      ["gist ana/0a1b", "corp.acme.example", "corp.acme.example", "code", "train.sh:1"],
      ["zoe/notes", "corp.acme.example", "corp.acme.example", "code", "log.txt:1"],
      ["zoe/notes", "nightingale", "Nightingale", "code", "log.txt:2"],
    ]);
    expect(all["eve/model"]?.reasons).toEqual([{ kind: "fork", of: "acme/model" }]);
    expect(all["zoe/notes"]?.reasons).toContainEqual({
      kind: "search",
      keyword: "nightingale",
      where: "log.txt",
    });
    expect(all["acme/model"]?.worst[0]).toMatchObject({
      rule: "huggingface-user-token",
      location: { path: "github:acme/model!/train.py", line: 1 },
      history: { head: false },
    });
    expect(all["acme/plain"]?.isArchived).toBe(true);
    expect(all["ana/pytorch"]?.leftOut).toContain("a fork of a project that is not");
    expect(
      Object.values(all).flatMap(({ gaps }) =>
        gaps.map(({ reason }) => reason.replace(/.*: /, "")),
      ),
    ).toEqual(["blocked for legal reasons (451)", "larger than --max-size"]);
    expect(found).toMatchObject({
      status: "complete",
      gaps: [],
      summary: { naming: 6, leaking: 3, unread: 3 },
    });
    // A fork's findings are those that its project does not have.
    const tokens = all["eve/model"]?.worst.filter(({ rule }) => rule === "huggingface-user-token");
    expect(tokens?.map(({ location }) => location.path)).toEqual(["github:eve/model!/deploy.yml"]);
    expect(JSON.stringify(found)).not.toMatch(/hf_\w{34}|acme\/secret/);
  },
);

test(
  "goes on where a limit ended it; keywords count whatever else is looked for",
  { timeout: patience },
  async () => {
    const args = ["--from", "own", "--limit", "2", "--class", "secret"];
    const statesOf = ({ repositories }: Inventory): string =>
      repositories.map(({ state }) => state.slice(0, 4)).join(" ");
    const first = await recon(args, "some.jsonl");
    expect(statesOf(first)).toBe("read read unre unre unre unre");
    expect(byName(first)["acme/model"]?.mentions).toContainEqual(
      expect.objectContaining({ keyword: "nightingale", where: "README" }),
    );
    expect(statesOf(await recon(args, "some.jsonl"))).toBe("reme reme read unre unre unre");
  },
);

test("asks only the service where nothing is to be cloned", { timeout: patience }, async () => {
  const start = github.asked.length;
  const found = await recon(["--no-clone"]);
  expect(github.asked.slice(start).filter(isClone)).toEqual([]);
  const all = byName(found);
  expect(all["acme/model"]?.mentions).toContainEqual(
    expect.objectContaining({ keyword: "nightingale", where: "search", place: "README.md" }),
  );
  expect(all["zoe/notes"]?.state).toBe("unread");
  expect(
    found.repositories
      .filter(({ mentions }) => mentions.some(({ severity }) => severity !== "info"))
      .map(({ name }) => name),
  ).toEqual(["acme/model", "acme/site", "zoe/notes"]);
});

test("waits where it is asked to, and finds the same", { timeout: patience }, async () => {
  let left = 3;
  disturbance = (response) => {
    if (left-- <= 0) return false;
    const seconds = Math.floor(Date.now() / 1000);
    const headers = [
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": seconds },
      { "retry-after": "0" },
      { "retry-after": "0", "x-ratelimit-remaining": "12" },
    ][left];
    response
      .writeHead(left === 1 ? 429 : 403, headers)
      .end('{"message":"API rate limit exceeded"}');
    return true;
  };
  const found = await recon(["--no-clone", "--from", "own", "--from", "member"]);
  expect(found.repositories.length).toBe(9);
  expect(left).toBeLessThan(0);
});

test("without a token says that it did not search in code, and claims nothing", async () => {
  const { GITHUB_TOKEN: _, ...env } = environment();
  const argv = [
    "recon",
    "github:acme",
    "--keyword",
    "nightingale",
    "--no-clone",
    "--from",
    "search",
  ];
  const { out, status } = await tareHere(argv, { env });
  expect(status).toBe(3);
  expect(out).toContain("searches in code only for who has a token");
});

test.each([
  [["recon", "github:nobody"], 2, "GitHub has no owner 'nobody'"],
  [["recon", "github:acme/model"], 2, "names no organisation"],
  [["recon", "github:../x"], 2, "names no organisation"],
  [["recon"], 2, "nothing to look at"],
  [["scan", "github:acme"], 2, "names no repository"],
  [["recon", "github:acme", "--from", "afar"], 2, "--from does not take 'afar'"],
] as const)("%j ends with %i", async (args, status, message) => {
  expect(await tareHere(args, { env: environment() })).toMatchObject({
    status,
    err: expect.stringContaining(message) as unknown,
  });
});

test("scans one repository by its name", { timeout: patience }, async () => {
  await using folder = await folderOf({});
  const start = github.headers.length;
  const scan = ["scan", "github:acme/model", "--format", "json"];
  const { out, status } = await tareIn(folder.path, scan);
  expect(status).toBe(1);
  expect(out).toContain("github:acme/model!/train.py");
  expect(out).not.toContain("tare-clone-");
  const told = Buffer.from("x-access-token:made-up").toString("base64");
  const heard = github.headers.slice(start).map(({ authorization }) => authorization);
  expect(new Set(heard)).toEqual(new Set([`Basic ${told}`]));
  const gone = await tareIn(folder.path, ["scan", "github:acme/taken-down"]);
  expect(gone).toMatchObject({ status: 4, err: expect.stringContaining("(451)") as unknown });
});

test(
  "reads only what has changed, and says how the number goes",
  { timeout: patience },
  async () => {
    await using own = await folderOf({ "tare.yaml": settings });
    const run = async (...args: readonly string[]): Promise<Ran> => tareIn(own.path, args);
    await run("recon", "github:acme", "--from", "own", "--quiet");
    world.push("acme/plain", { "b.txt": "the nightingale sings\n" }, "2026-11-01T00:00:00Z");
    const start = github.asked.length;
    const { status, out } = await run("recon", "github:acme", "--from", "own");
    expect(status).toBe(1);
    const cloned = github.asked
      .slice(start)
      .filter(isClone)
      .map((each) => /(\w+\/[\w-]+)\.git/.exec(each)?.[1]);
    expect(new Set(cloned)).toEqual(new Set(["acme/plain", "acme/taken-down"]));
    expect(out).toMatch(
      /\n3 public repositories contain sensitive keywords, 1 more than on 20\d\d-\d\d-\d\d\.\n/,
    );
    expect(out).toContain("New         acme/plain\n");
    expect(out).toContain("as before: it has not changed since it was read");
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    const ledger = await run("ledger", "show", "--type", "inventory-finished", "-f", "jsonl");
    expect(JSON.parse(ledger.out.split("\n")[1] ?? "")).toMatchObject({
      stage: "reconnaissance",
      happening: {
        organisation: "github:acme",
        repositories: 6,
        sensitive: 3,
        names: ["github:acme/model", "github:acme/site", "github:acme/plain"],
        leaking: 1,
        gaps: 2,
        ways: ["own"],
        read: true,
      },
    });
  },
);

test(
  "says where no keyword was given that none was looked for, instead of none",
  async () => {
    await using folder = await folderOf({ "a.txt": "" });
    const { out } = await tareIn(folder.path, ["recon", "github:acme", "--no-clone"]);
    expect(out).toContain("No keywords were given, so none was looked for.");
    expect(out).not.toContain("contain sensitive keywords");
  },
  patience,
);
