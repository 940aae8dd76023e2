import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readLedger } from "../src/ledger/ledger.ts";
import { fakeToken, folderOf, type TestFolder } from "../src/scan/testing.ts";

/** Runs tare in a folder, as people do; findings are no failure. */
/** @returns What it prints. */
function tareIn({ path }: TestFolder, ...args: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [resolve("src/cli/bin.ts"), ...args], {
      cwd: path,
      env: { ...process.env, GITHUB_ACTIONS: "", GITLAB_CI: "true" },
      stdio: ["ignore", "pipe", "ignore"],
      encoding: "utf8",
    });
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    if (status !== 1) throw error;
    return stdout;
  }
}

const happened = ({ path }: TestFolder): string[] =>
  readLedger(path).events.map(({ happening }) => happening.type);

test("what a scan of a project found, and what it found no more, is written down", async () => {
  await using folder = await folderOf({ "tare.yaml": "", "a.py": `token = "${fakeToken()}"\n` });
  tareIn(folder, "scan", "a.py");
  await writeFile(join(folder.path, "a.py"), "clean = 1\n");
  tareIn(folder, "scan", "./a.py");
  expect(happened(folder)).toEqual([
    "scan-finished",
    "finding-opened",
    "scan-finished",
    "finding-closed",
  ]);
  expect(JSON.stringify(readLedger(folder.path))).not.toContain(fakeToken());
}, 60_000);

test("nothing is written where there is no project, or somebody does not want it", async () => {
  await using folder = await folderOf({ "a.py": "a = 1\n" });
  tareIn(folder, "scan", "a.py");
  await writeFile(join(folder.path, "tare.yaml"), "ledger: false\n");
  tareIn(folder, "scan", "a.py");
  await writeFile(join(folder.path, "tare.yaml"), "");
  tareIn(folder, "scan", "a.py", "--untrusted");
  expect(existsSync(join(folder.path, ".tare"))).toBe(false);
  await rm(join(folder.path, "tare.yaml"));
  await mkdir(join(folder.path, ".tare"));
  tareIn(folder, "scan", "a.py");
  expect(happened(folder)).toEqual(["scan-finished"]);
}, 60_000);

test("what tare did not see can be added to its ledger, but no secret", async () => {
  await using folder = await folderOf({ "tare.yaml": "" });
  const add = (...args: readonly string[]) =>
    spawnSync(process.execPath, [resolve("src/cli/bin.ts"), "ledger", "add", ...args], {
      cwd: folder.path,
      encoding: "utf8",
    });
  const planted = add("canary-planted", "canary=c1", "place=a wiki", "--at", "2026-11-01T10:00Z");
  expect(planted).toMatchObject({ status: 0, stdout: "canary-planted: c1 in a wiki\n" });
  const secret = add("canary-planted", "canary=c2", `place=in ${fakeToken()} of a log`);
  expect(secret.status).toBe(2);
  expect(secret.stderr).toContain("'place' holds a secret");
  expect(secret.stderr).not.toContain(fakeToken());
  expect(add("canary-minted", "canary=c3", "kind=aws", "--at", "2126-01-01").status).toBe(2);
  const { events, breaks } = readLedger(folder.path);
  expect(breaks).toEqual([]);
  expect(events).toMatchObject([
    {
      time: "2026-11-01T10:00:00.000Z",
      stage: "expose",
      happening: { type: "canary-planted", canary: "c1", place: "a wiki" },
    },
  ]);
}, 60_000);

test("an audit writes down what each job is given, and when it no longer is", async () => {
  const workflow = (step: string): string => `jobs:\n  train:\n    steps:\n      - ${step}\n`;
  const secret = "env: { HF_TOKEN: '${{ secrets.HF_TOKEN }}' }";
  await using folder = await folderOf({
    "tare.yaml": "",
    "ml/.github/workflows/train.yml": workflow(`{ run: ./train, ${secret} }`),
  });
  tareIn(folder, "audit", "ml");
  const path = join(folder.path, "ml/.github/workflows/train.yml");
  await writeFile(path, workflow("run: ./train"));
  tareIn(folder, "audit", "ml");
  tareIn(folder, "audit", "ml");
  const job = { type: "job-audited", pipeline: "ml/.github/workflows/train.yml", job: "train" };
  const jobs = readLedger(folder.path).events.flatMap(({ happening }) =>
    happening.type === "job-audited" ? [happening] : [],
  );
  expect(jobs).toEqual([
    { ...job, credentials: [{ name: "HF_TOKEN", kind: "static", source: "github-secret" }] },
    { ...job, credentials: [] },
  ]);
}, 60_000);

test("cleaning, its proof and the gate are written down under one name of the release", async () => {
  await using folder = await folderOf({
    "tare.yaml": "",
    "release/config.json": `{ "token": "${fakeToken()}" }\n`,
  });
  const release = join(folder.path, "release");
  tareIn(folder, "clean", release, "-o", "clean", "--receipt", "receipt.json");
  tareIn(folder, "prove", "receipt.json", release, "clean");
  tareIn(folder, "gate", release);
  const { events } = readLedger(folder.path);
  expect(events.map(({ happening }) => happening)).toMatchObject([
    { type: "clean-finished", target: "release", edits: 1, left: 0 },
    { type: "proof-checked", target: "clean", holds: true },
    { type: "gate-failed", target: "release", secrets: 1, pipeline: "gitlab-ci" },
  ]);
}, 90_000);

test("a ledger that cannot be written changes nothing else", async () => {
  await using folder = await folderOf({ ".tare": "a file in its place", "a.py": "a = 1\n" });
  expect(tareIn(folder, "scan", "a.py")).toContain("Nothing was found. Everything was inspected.");
}, 60_000);
