import { execFileSync, spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trackerSwitches } from "../src/fortify/run/trackers.ts";
import { program } from "./kit/tools.ts";

const wandb = program("wandb");
const tare = resolve("src/cli/bin.ts");

/** What a run of W&B must not keep, by what it is. */
const marks = {
  argument: "mark-of-an-argument",
  "token in the git remote": "mark-of-the-remote",
  "what is not committed": "mark-of-a-change",
  "what was printed": "mark-of-the-output",
  "a variable of Slurm": "mark-of-slurm",
  // A short name stands in any file by chance.
  ...(hostname().length > 5 && { "the name of the machine": hostname() }),
} as const;

const script = `import wandb
run = wandb.init(project="p", mode="offline")
print("mark-of-" + "the-output")
run.log({"loss": 1.0})
run.finish()
`;

describe.skipIf(wandb === undefined)("a real W&B", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "tare-wandb-"));
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
    git("init");
    git(
      "remote",
      "add",
      "origin",
      `https://${marks["token in the git remote"]}:x-oauth-basic@github.com/a/b`,
    );
    writeFileSync(join(folder, "train.py"), script);
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-m", "first");
    writeFileSync(join(folder, "train.py"), `${script}# ${marks["what is not committed"]}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Trains in a folder of its own, and says which marks W&B would send. */
  function kept(name: string, ...options: string[]): string[] {
    const python = join(dirname(realpathSync(wandb ?? "")), "python");
    const command = ["run", "-q", ...options, "--", python, "train.py", marks.argument];
    const env = {
      PATH: process.env["PATH"],
      HOME: folder,
      WANDB_DIR: folder,
      WANDB_SAVE_CODE: "true",
      WANDB_RUN_ID: name,
      SLURM_JOB_PARTITION: marks["a variable of Slurm"],
    };
    const { status } = spawnSync(process.execPath, [tare, ...command], { cwd: folder, env });
    expect(status).toBe(0);
    const [run] = readdirSync(join(folder, "wandb")).filter((each) => each.endsWith(`-${name}`));
    const sent = sentFiles(join(folder, "wandb", run ?? ""));
    const text = sent.map((path) => readFileSync(path, "latin1")).join("\n");
    return Object.entries(marks).flatMap(([what, mark]) => (text.includes(mark) ? [what] : []));
  }

  /** The logs stay here. */
  const sentFiles = (path: string): string[] =>
    readdirSync(path, { recursive: true, encoding: "utf8" })
      .filter((each) => !/^(?:logs|tmp)\//.test(each))
      .map((each) => join(path, each))
      .filter((each) => statSync(each).isFile());

  test("keeps all of it by itself, and none with --quiet-trackers", () => {
    expect(kept("loud")).toEqual(Object.keys(marks));
    expect(kept("quiet", "--quiet-trackers")).toEqual([]);
  }, 180_000);
});

test("each switch has a value of its own, and says what it stops and where that stands", () => {
  expect(new Set(trackerSwitches.map(({ name }) => name)).size).toBe(trackerSwitches.length);
  for (const { name, stops, source } of trackerSwitches) {
    expect(name).toMatch(/^[A-Z][A-Z_]+$/);
    expect(stops).not.toBe("");
    expect(source).toMatch(/^https:\/\//);
  }
});
