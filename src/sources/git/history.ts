import { Readable } from "node:stream";
import { TareError } from "../../core/error.ts";
import type { CommitNote } from "../../core/finding.ts";
import { git, separated } from "./command.ts";
import type { Repository } from "./repository.ts";

const lineFeed = 0x0a;

export type Commit = CommitNote;

/** What a commit did to a file, against all of its parents. */
export interface Change {
  readonly commit: Commit;
  readonly path: string;
  /** The file in each parent: names of objects, `undefined` where there was none. */
  readonly before: readonly (string | undefined)[];
  /** The file as it was then; `undefined` where it was deleted. */
  readonly after: string | undefined;
}

/** Which commits are looked at: all that the repository holds, where nothing is said. */
export interface Choice {
  /** Only commits after this date, as git understands it. */
  readonly since?: string;
  /** Only commits that this branch, tag or range leads to. */
  readonly branch?: string;
}

const isAll = ({ since, branch }: Choice): boolean => since === undefined && branch === undefined;

/**
 * That a choice means something: a branch that is not there, or a date that git does not understand
 * and reads as the present, would choose nothing.
 *
 * @throws {TareError} `usage`
 */
export async function refuseNothing(repository: Repository, choice: Choice): Promise<void> {
  const { since, branch } = choice;
  const now = Math.floor(Date.now() / 1000);
  if (since !== undefined) {
    const [age = ""] = await said(repository, ["rev-parse", `--since=${since}`]);
    if (Number(age.replace("--max-age=", "")) >= now)
      throw new TareError("usage", `--since '${since}' is no date that is past`, {
        hint: "write it as 2026-01-31, or as '2 weeks ago'",
      });
  }
  if (branch === undefined) return;
  await said(repository, ["rev-list", "--max-count=1", branch, "--"]).catch((cause: unknown) => {
    throw new TareError("usage", `the repository has no branch, tag or range '${branch}'`, {
      hint: "see 'git branch --all' and 'git tag' for what it has",
      cause,
    });
  });
}

const said = async (repository: Repository, args: readonly string[]): Promise<readonly string[]> =>
  (await Array.fromAsync(separated(git(repository, args), lineFeed))).flat();

/** Every object that the repository holds, those too that nothing leads to, some at a time. */
export const objectIds = (repository: Repository): AsyncGenerator<readonly string[]> =>
  separated(
    git(repository, ["cat-file", "--batch-all-objects", "--batch-check=%(objectname)"]),
    lineFeed,
  );

/**
 * The commits that are asked for, some at a time: those that nothing leads to any
 * more as well, unless a part was asked for.
 */
async function* commitIds(
  repository: Repository,
  choice: Choice,
): AsyncGenerator<readonly string[]> {
  if (isAll(choice)) {
    const format = "--batch-check=%(objecttype) %(objectname)";
    // In the order in which they lie in the packs, they are read faster.
    const args = ["cat-file", "--batch-all-objects", "--unordered", format];
    for await (const each of separated(git(repository, args), lineFeed)) {
      const commits = each.filter((line) => line.startsWith("commit "));
      if (commits.length > 0) yield commits.map((line) => line.slice("commit ".length));
    }
    return;
  }
  const { since, branch } = choice;
  const from = branch === undefined ? ["--all", "--reflog"] : [branch];
  const args = [...(since === undefined ? [] : [`--since=${since}`]), ...from, "--"];
  yield* separated(git(repository, ["rev-list", ...args]), lineFeed);
}

/** What git says of the commits, piece by piece: `logged` reads it. */
export async function* historyLog(repository: Repository, choice: Choice): AsyncGenerator<Buffer> {
  const ids = commitIds(repository, choice);
  const first = await ids.next();
  // Told of no commit, git would take HEAD, which an empty repository lacks.
  if (first.done === true) return;
  const input = Readable.from(lines(first.value, ids));
  yield* git(repository, [...log, "--stdin"], input);
}

/** Some of the commits, and every change by them to a file. A merge has those that differ from all of its parents. */
export interface Logged {
  readonly commits: readonly Commit[];
  readonly changes: readonly Change[];
}

/** Reads what `historyLog` gives, some commits at a time. */
export async function* logged(pieces: AsyncIterable<Buffer>): AsyncGenerator<Logged> {
  const reader = new LogReader();
  for await (const parts of separated(pieces, 0)) yield reader.read(parts);
}

/** Reads what `git log` prints, part by part. */
class LogReader {
  #commit: Commit | undefined;
  #objects: readonly string[] | undefined;

  read(parts: readonly string[]): Logged {
    const commits: Commit[] = [];
    const changes: Change[] = [];
    for (const each of parts) {
      if (this.#objects && this.#commit) {
        changes.push(changeOf(this.#commit, each, this.#objects));
        this.#objects = undefined;
      } else if (each.startsWith(start)) {
        this.#commit = commitOf(each);
        commits.push(this.#commit);
      } else this.#objects = objectsIn(each.trimStart());
    }
    return { commits, changes };
  }
}

function commitOf(line: string): Commit {
  const [id = "", author = "", email = "", date = ""] = line.slice(1).split(between);
  return { id, author, email, date };
}

const start = "\u0001";
const between = "\u0002";
const log = [
  "log",
  "--no-walk=unsorted",
  "--raw",
  "-c",
  "--root",
  "-r",
  "-z",
  "--no-abbrev",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--no-show-signature",
  `--format=${start}%H${between}%an${between}%ae${between}%cI`,
];

async function* lines(
  first: readonly string[],
  others: AsyncIterable<readonly string[]>,
): AsyncGenerator<string> {
  const joined = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join("");
  yield joined(first);
  for await (const each of others) yield joined(each);
}

/** `:100644 000000 <object> <object> D`, with a colon and an object more for each further parent. */
function objectsIn(raw: string): readonly string[] | undefined {
  const parents = /^:+/.exec(raw)?.[0].length ?? 0;
  if (parents === 0) return undefined;
  const words = raw.slice(parents).split(" ");
  return words.slice(parents + 1, 2 * parents + 2);
}

function changeOf(commit: Commit, path: string, objects: readonly string[]): Change {
  const known = objects.map((id) => (/^0+$/.test(id) ? undefined : id));
  return { commit, path, before: known.slice(0, -1), after: known.at(-1) };
}

/**
 * The files of HEAD: path and object, with a NUL between. None where nothing was committed yet.
 *
 * @throws {TareError} `machine`: HEAD, or what it names, cannot be read.
 */
export async function filesOfHead(repository: Repository): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  if (await isUnborn(repository)) return files;
  for await (const parts of separated(git(repository, ["ls-tree", "-r", "-z", "HEAD"]), 0))
    for (const each of parts) {
      const [, id, path] = /^\d+ \w+ (\w+)\t([^]*)$/.exec(each) ?? [];
      files.add(`${path}\0${id}`);
    }
  return files;
}

/** Whether HEAD is at a branch that has no commit yet. */
async function isUnborn(repository: Repository): Promise<boolean> {
  const [branch = ""] = await linesOf(repository, ["branch", "--show-current"]);
  if (branch === "") return false;
  const name = `refs/heads/${branch}`;
  return !(await linesOf(repository, ["for-each-ref", "--format=%(refname)", name])).includes(name);
}

const linesOf = async (repository: Repository, args: readonly string[]): Promise<string[]> =>
  (await Array.fromAsync(separated(git(repository, args), lineFeed))).flat();
