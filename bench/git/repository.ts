import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { valueOf } from "../../corpus/plants.ts";
import { contentsOf } from "../corpora/walk.ts";
import { random } from "../random.ts";

/** A repository with a long history, and what was hidden in it. */
export interface LongHistory {
  readonly folder: string;
  readonly plants: readonly HistoryPlant[];
}

export interface HistoryPlant {
  /** Where in the history it stands, in words. */
  readonly where: string;
  readonly value: string;
}

const mergeEvery = 50;
const perCommit = 3;

/** Hidden in ordinary commits, and taken out again ten commits later. */
const removedAgain = 40;

/**
 * Makes a repository of so many commits, once: files of this machine that
 * change a line or two at a time, a merge at each fiftieth commit.
 */
export function longHistory(root: string, commits: number): LongHistory {
  const folder = join(root, `history-${commits}`);
  const plants = plantsOf(folder);
  if (existsSync(join(folder, "done"))) return { folder: join(folder, "repository"), plants };
  rmSync(folder, { recursive: true, force: true });
  const repository = join(folder, "repository");
  mkdirSync(repository, { recursive: true });
  const run = git(repository);
  run(["init", "--quiet", "--initial-branch=main"]);
  run(["fast-import", "--quiet", "--force"], [...stream(commits, plants)].join(""));
  run(["reset", "--quiet", "--hard", "main"]);
  hide(run, repository, plants);
  run(["gc", "--quiet", "--prune=never"]);
  writeFileSync(join(folder, "done"), "");
  return { folder: repository, plants };
}

function plantsOf(name: string): readonly HistoryPlant[] {
  const one = (where: string): HistoryPlant => ({
    where,
    value: valueOf("hf", `${name} ${where}`),
  });
  const removed = Array.from({ length: removedAgain }, (_, at) => one(`removed ${at}`));
  const hidden = ["merge", "stash", "lost commit", "note", "tag message", "staged only", "message"];
  return [...removed, ...hidden.map(one)];
}

const valueIn = (plants: readonly HistoryPlant[], where: string): string =>
  plants.find((each) => each.where === where)?.value ?? "";

type Run = (args: readonly string[], input?: string) => string;

const git =
  (cwd: string): Run =>
  (args, input) =>
    execFileSync("git", args, {
      cwd,
      encoding: "utf8",
      maxBuffer: 2 ** 30,
      ...(input !== undefined && { input }),
      env: {
        PATH: process.env["PATH"],
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "Ann Smith",
        GIT_AUTHOR_EMAIL: "ann@example.com",
        GIT_COMMITTER_NAME: "Ann Smith",
        GIT_COMMITTER_EMAIL: "ann@example.com",
      },
    });

/** What `git fast-import` reads. */
function* stream(commits: number, plants: readonly HistoryPlant[]): Generator<string> {
  const next = random(7);
  const pick = (count: number): number => Math.floor(next() * count);
  const files = filesOf();
  for (let commit = 1; commit <= commits; commit++) {
    const isMerge = commit % mergeEvery === 0 && commit > mergeEvery;
    yield* head(commit, isMerge ? commit - mergeEvery + 5 : undefined);
    for (let each = 0; each < perCommit; each++) yield change(files, pick, commit);
    if (isMerge && commit === mergeEvery * 2)
      yield file("merged.py", `token = "${valueIn(plants, "merge")}"\n`);
    yield* settings(commit, Math.max(12, Math.floor(commits / (removedAgain + 1))), plants);
    yield "\n";
  }
  yield "done\n";
}

/** One commit in so many writes a token into a file of settings; ten commits later it is gone. */
function* settings(
  commit: number,
  every: number,
  plants: readonly HistoryPlant[],
): Generator<string> {
  const number = Math.floor(commit / every) - 1;
  if (number < 0 || number >= removedAgain) return;
  const name = `settings-${number}.py`;
  if (commit % every === 0) yield file(name, `token = "${valueIn(plants, `removed ${number}`)}"\n`);
  if (commit % every === 10) yield file(name, "token = None\n");
}

function* head(commit: number, merged: number | undefined): Generator<string> {
  const date = `${1_700_000_000 + commit * 600} +0000`;
  yield `commit refs/heads/main\nmark :${commit}\n`;
  yield `committer Ann Smith <ann@example.com> ${date}\n`;
  yield data(`Change number ${commit}\n`);
  if (commit > 1) yield `from :${commit - 1}\n`;
  if (merged !== undefined) yield `merge :${merged}\n`;
}

const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
const file = (name: string, text: string): string => `M 100644 inline ${name}\n${data(text)}`;

const manyFiles = 500;

const filesOf = (): string[][] =>
  [...contentsOf([".py", ".md", ".json"])]
    .slice(0, manyFiles)
    .map((content) => content.toString("utf8").split("\n"));

/** Changes a line of a file, or adds one. */
function change(
  files: readonly string[][],
  pick: (count: number) => number,
  commit: number,
): string {
  const number = pick(files.length);
  const lines = files[number] ?? [];
  lines.splice(pick(lines.length), pick(2), `# change ${commit}`);
  return file(`src/${number % 40}/file-${number}.txt`, lines.join("\n"));
}

/** What no branch leads to. */
function hide(run: Run, folder: string, plants: readonly HistoryPlant[]): void {
  const line = (where: string): string => `token = "${valueIn(plants, where)}"\n`;
  writeFileSync(join(folder, "settings-0.py"), line("stash"));
  run(["stash"]);
  writeFileSync(join(folder, "lost.py"), line("lost commit"));
  run(["add", "lost.py"]);
  run(["commit", "--quiet", "--message", "experiment"]);
  run(["reset", "--quiet", "--hard", "HEAD~1"]);
  run(["hash-object", "-w", "--stdin"], line("staged only"));
  run(["commit", "--quiet", "--allow-empty", "--message", `use ${valueIn(plants, "message")}`]);
  run(["tag", "--annotate", "v1", "--message", `released, ${valueIn(plants, "tag message")}`]);
  run(["notes", "add", "--message", `see ${valueIn(plants, "note")}`]);
}
