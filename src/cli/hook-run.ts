import { text as textOf } from "node:stream/consumers";
import { TareError } from "../core/error.ts";
import {
  commitsHere,
  committedChanges,
  type Range,
  stagedChanges,
} from "../sources/worktree/changes.ts";
import { isWithin } from "../sources/within.ts";
import { namedIn } from "../sources/worktree/named.ts";
import type { Worktree } from "../sources/worktree/worktree.ts";
import type { Shell } from "./command.ts";
import { worktreeOf } from "./worktree.ts";
import { type Options, text, type Values } from "./options.ts";

/** What a run of a hook knows besides its options. */
export interface HookShell {
  readonly options: Options;
  readonly shell: Shell;
}

/**
 * Looks at what is about to happen.
 *
 * @returns 0 go on, 1 blocked, 3 something was not inspected.
 * @throws {TareError}
 */
export async function runHook(
  operands: readonly string[],
  given: Values,
  { options, shell }: HookShell,
): Promise<number> {
  const stage = text(given, "stage") ?? "pre-commit";
  if (stage === "pre-upload") {
    const { runUpload } = await import("./hook-upload.ts");
    return runUpload(operands, given, { options, shell });
  }
  return stage === "pre-push"
    ? runPush(operands, given, { options, shell })
    : runCommit(operands, given, { options, shell });
}

/** The rules are loaded while git answers. */
async function begun(given: Values, { shell }: HookShell) {
  const worktree = worktreeOf(given, shell);
  const judge = import("../scan/program.ts").then(async ({ beginProgram }) => {
    beginProgram();
    return import("./hook-judge.ts");
  });
  return Promise.all([worktree, judge]);
}

async function runCommit(
  files: readonly string[],
  given: Values,
  context: HookShell,
): Promise<number> {
  const [worktree, { judge }] = await begun(given, context);
  const [staged, wanted] = await Promise.all([stagedChanges(worktree), namedIn(worktree, files)]);
  const changes = staged.filter(
    ({ path }) => wanted.length === 0 || wanted.some((each) => isWithin(each, path)),
  );
  if (changes.length > 0) return judge({ stage: "pre-commit", worktree, changes }, given, context);
  say(given, context, "no new content is staged; 'tare scan .' looks at what is committed, too");
  return 0;
}

async function runPush(
  [remote]: readonly string[],
  given: Values,
  context: HookShell,
): Promise<number> {
  const [worktree, { judge }] = await begun(given, context);
  const named = asked(given, context.shell);
  if (named) await needCommits(worktree, [...named.to, ...named.from]);
  const range = named ?? (await pushed(remote, worktree, context.shell));
  const changes = range.to.length > 0 ? await committedChanges(worktree, range) : [];
  if (changes.length > 0) return judge({ stage: "pre-push", worktree, changes }, given, context);
  say(given, context, "no new files are pushed");
  return 0;
}

function say(given: Values, { shell }: HookShell, what: string): void {
  if (given["quiet"] !== true) shell.err(`tare: ${what}\n`);
}

/** The range that the options name, or else the pre-commit framework, which reads standard input itself. */
function asked(given: Values, { env }: Shell): Range | undefined {
  // It names no commits where all of a branch is new.
  const to = text(given, "to") ?? env["PRE_COMMIT_TO_REF"] ?? env["PRE_COMMIT_LOCAL_BRANCH"];
  const from = text(given, "from") ?? env["PRE_COMMIT_FROM_REF"];
  if (to === undefined && from === undefined) return undefined;
  return {
    to: [to ?? "HEAD"],
    from: from === undefined ? there(env["PRE_COMMIT_REMOTE_NAME"]) : [from],
  };
}

/** @throws {TareError} `usage`: one is not there. */
async function needCommits(worktree: Worktree, names: readonly string[]): Promise<void> {
  const commits = names.filter((each) => !each.startsWith(remotes));
  const here = await commitsHere(worktree, commits);
  const none = commits.find((each) => !here.includes(each));
  if (none !== undefined)
    throw new TareError("usage", `the repository has no commit '${none}'`, {
      hint: "name one that 'git log' shows, or fetch it first",
    });
}

const remotes = "--remotes=";

/** All that a remote is known to have. */
const there = (remote: string | undefined): readonly string[] =>
  remote === undefined ? [] : [`${remotes}${remote}`];

const isNone = (id: string): boolean => /^0*$/.test(id);

/** What git says on standard input: `LOCAL-REF ID REMOTE-REF ID`, zeros for none (githooks(5)). */
async function pushed(
  remote: string | undefined,
  worktree: Worktree,
  shell: Shell,
): Promise<Range> {
  const lines = (await textOf(shell.stdin())).split("\n").map((line) => line.split(" "));
  // A reference may be written with spaces: `HEAD@{1 day ago}`.
  const ids = (at: number): string[] =>
    lines.map((words) => words.at(at) ?? "").filter((id) => !isNone(id));
  const known = await commitsHere(worktree, ids(-1));
  return { to: ids(-3), from: [...known, ...there(remote)] };
}
