import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Inventory, Looked } from "../src/recon/inventory/looked.ts";
import { fakeToken, folderOf, type TestFolder } from "../src/scan/testing.ts";
import { TestRepository } from "../src/sources/git/testing.ts";
import type { TestServer } from "../src/sources/http/testing.ts";
import { fakeGithub } from "./kit/hosts/github.ts";
import { HostedWorld } from "./kit/hosts/world.ts";
import { gitEnv, type Ran, token } from "./kit/repository.ts";

const day = "2026-10-01T00:00:00Z";
const world = new HostedWorld();
let github: TestServer;
let project: TestFolder;

const settings = `keywords:
  - nightingale
  - { word: corp.acme.example, severity: high, reason: internal names }
  - { word: acme, severity: info }
`;

/** Runs tare as a user would, in a project of its own. */
async function tare(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const run = promisify(execFile)(process.execPath, [resolve("src/cli/bin.ts"), ...args], {
    cwd: project.path,
    env: { ...gitEnv, GITHUB_API_URL: `${github.origin}/api/v3`, ...env },
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

async function recon(...args: readonly string[]): Promise<Inventory> {
  const { out, err } = await tare(["recon", "github:acme", "--format", "json", ...args], {
    GITHUB_TOKEN: "made-up",
  });
  expect(err).toBe("tare: settings of tare.yaml\n");
  return JSON.parse(out) as Inventory;
}

const byName = ({ repositories }: Inventory): Readonly<Record<string, Looked>> =>
  Object.fromEntries(repositories.map((each) => [each.name, each]));

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
  github = await fakeGithub(world, { organisations: { acme: ["ana"] }, pageSize: 2 });
});

beforeAll(async () => {
  project = await folderOf({ "tare.yaml": settings });
});

afterEach(async () => {
  await project[Symbol.asyncDispose]();
  project = await folderOf({ "tare.yaml": settings });
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
  world[Symbol.dispose]();
});

test("finds what names the organisation, wherever it is, and says why and where", async () => {
  const found = await recon();
  const all = byName(found);
  expect(Object.keys(all)).toEqual([
    "acme/model",
    "acme/site",
    "acme/plain",
    "acme/taken-down",
    "acme/huge",
    "eve/model",
    "ana/dotfiles",
    "ana/games",
    "ana/pytorch",
    "gist ana/0a1b",
    "zoe/notes",
  ]);
  console.log(JSON.stringify(found, null, 1).slice(0, 8000));
});
