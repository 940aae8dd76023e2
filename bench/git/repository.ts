import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
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

/** Repositories by the files that they are made of. */
export const kinds = {
  python: [".py"],
  javascript: [".js", ".ts", ".mjs"],
  mixed: [".py", ".md", ".json", ".yml", ".txt", ".html", ".css"],
} as const;

/**
 * Makes a repository of so many commits, once: files of this machine that
 * change a line or two at a time, a merge at each fiftieth commit. It is packed
 * anew at the end, as hosts do it: what `git fast-import` writes is packed badly.
 */
export async function longHistory(
  root: string,
  kind: keyof typeof kinds,
  commits: number,
): Promise<LongHistory> {
  const folder = join(root, `history-${kind}-${commits}`);
  const plants = plantsOf(`${kind}-${commits}`);
  if (existsSync(join(folder, "done"))) return { folder: join(folder, "repository"), plants };
  rmSync(folder, { recursive: true, force: true });
  const repository = join(folder, "repository");
  mkdirSync(repository, { recursive: true });
  const run = git(repository);
  run(["init", "--quiet", "--initial-branch=main"]);
  await imported(repository, stream(filesOf(kinds[kind]), commits, plants));
  run(["reset", "--quiet", "--hard", "main"]);
  hide(run, repository, plants);
  run(["repack", "-a", "-d", "-f", "-k", "--quiet"]);
  writeFileSync(join(folder, "done"), "");
  return { folder: repository, plants };
}

async function imported(repository: string, lines: Iterable<string>): Promise<void> {
  const child = spawn("git", ["fast-import", "--quiet", "--force"], {
    cwd: repository,
    stdio: ["pipe", "inherit", "inherit"],
  });
  const ended = once(child, "close");
  await pipeline(Readable.from(lines), child.stdin);
  const [status] = (await ended) as [number | null];
  if (status !== 0) throw new Error(`git fast-import ended with ${status}`);
}

function plantsOf(name: string): readonly HistoryPlant[] {
  const one = (where: string): HistoryPlant => ({
    where,
    value: valueOf("hf", `${name} ${where}`),
  });
  const removed = Array.from({ length: removedAgain }, (_, at) => one(`removed ${at}`));
  const hidden = [
    "merge",
    "stash",
    "lost commit",
    "reflog",
    "deleted branch",
    "note",
    "tag message",
    "staged only",
    "message",
  ];
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
function* stream(
  files: readonly File[],
  commits: number,
  plants: readonly HistoryPlant[],
): Generator<string> {
  const next = random(7);
  const pick = (count: number): number => Math.floor(next() * count);
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

/** Sources are no longer, but for generated ones. In bytes. */
const largestFile = 100_000;

interface File {
  readonly name: string;
  readonly lines: string[];
}

const filesOf = (endings: readonly string[]): File[] =>
  endings.flatMap((ending) =>
    contentsOf([ending])
      .filter(({ length }) => length <= largestFile)
      .take(Math.floor(manyFiles / endings.length))
      .map((content, at) => ({
        name: `${ending.slice(1)}/${at % 40}/file-${at}${ending}`,
        lines: content.toString("utf8").split("\n"),
      }))
      .toArray(),
  );

/** Lines that one place of a change takes out and puts in at most. */
const mostLines = 40;
/** One commit in so many writes a file anew. */
const rewritten = 10;

/**
 * Changes a file at some places, with lines of others. A commit has some 12 kB of
 * patch so; the 60,000 of a public repository (wandb) have 28 kB each.
 */
function change(files: readonly File[], pick: (count: number) => number, commit: number): string {
  const { name, lines } = files[pick(files.length)] as File;
  const linesOf = (most: number): readonly string[] => {
    const { lines: others } = files[pick(files.length)] as File;
    const from = pick(others.length);
    return others.slice(from, from + 1 + pick(most));
  };
  if (commit % rewritten === 0) lines.splice(0, lines.length, ...linesOf(400));
  for (let places = 1 + pick(3); places > 0; places--)
    lines.splice(pick(lines.length), pick(mostLines), ...linesOf(mostLines));
  lines.splice(pick(lines.length), 0, `# change ${commit}`);
  return file(name, lines.join("\n"));
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
  run(["commit", "--quiet", "--allow-empty", "--message", `try ${valueIn(plants, "reflog")}`]);
  run(["reset", "--quiet", "--hard", "HEAD~1"]);
  run(["checkout", "--quiet", "-b", "idea"]);
  writeFileSync(join(folder, "idea.py"), line("deleted branch"));
  run(["add", "idea.py"]);
  run(["commit", "--quiet", "--message", "idea"]);
  run(["checkout", "--quiet", "main"]);
  run(["branch", "--quiet", "-D", "idea"]);
  run(["hash-object", "-w", "--stdin"], line("staged only"));
  run(["commit", "--quiet", "--allow-empty", "--message", `use ${valueIn(plants, "message")}`]);
  run(["tag", "--annotate", "v1", "--message", `released, ${valueIn(plants, "tag message")}`]);
  run(["notes", "add", "--message", `see ${valueIn(plants, "note")}`]);
}
