import { fieldsOf, git } from "./git.ts";
import { mergedHeads, type Worktree } from "./worktree.ts";

/** A file that a commit adds or changes. */
export interface Change {
  /** From the root of the repository. */
  readonly path: string;
  /** The id of its content. */
  readonly blob: string;
  /** The ids of what it was before, one for each parent of the commit; none where it is new. */
  readonly before: readonly string[];
  /** The commit that holds it; none where it is only staged. */
  readonly commit?: string;
}

const raw = ["--raw", "-z", "--no-abbrev", "-M", "--diff-filter=ACMRT"];

/**
 * What the next commit would add or change. In a merge only what differs from
 * all sides: the rest was committed before.
 */
export async function stagedChanges(worktree: Worktree): Promise<Change[]> {
  const [first = [], ...others] = await Promise.all(
    [undefined, ...mergedHeads(worktree)].map(async (parent) => stagedAgainst(worktree, parent)),
  );
  const sides = others.map((side) => new Map(side.map((each) => [each.path, each])));
  return first.flatMap((change) => {
    const elsewhere = sides.map((side) => side.get(change.path));
    if (elsewhere.includes(undefined)) return [];
    return [{ ...change, before: [change, ...elsewhere].flatMap((each) => each?.before ?? []) }];
  });
}

async function stagedAgainst(worktree: Worktree, parent?: string): Promise<Change[]> {
  const against = parent === undefined ? [] : [parent];
  const settings = ["--cached", "--no-ext-diff", "--no-relative"];
  return changesIn(fieldsOf(await git(worktree, ["diff", ...settings, ...raw, ...against])));
}

/** A range of commits: those that can be reached from here, and not from there. */
export interface Range {
  readonly to: readonly string[];
  /** Commits, or `--remotes=NAME` for all that a remote is known to have. */
  readonly from: readonly string[];
}

/** What the commits of a range add or change, the oldest first; a merge only what differs from all its parents. */
export async function committedChanges(worktree: Worktree, { to, from }: Range): Promise<Change[]> {
  const listed = ["rev-list", "--reverse", ...to, "--not", ...from];
  const commits = await git(worktree, listed);
  if (commits.length === 0) return [];
  const shown = ["diff-tree", "--stdin", "-r", "-c", "--root", ...raw];
  return changesIn(fieldsOf(await git(worktree, shown, commits)));
}

/** Those of some commits that are here: what somebody else has pushed meanwhile is not. */
export async function commitsHere(
  worktree: Worktree,
  ids: readonly string[],
): Promise<readonly string[]> {
  const asked = ids.map((id) => `${id}^{commit}\n`).join("");
  const answers = (await git(worktree, ["cat-file", "--batch-check"], asked)).toString();
  const lines = answers.split("\n");
  return ids.filter((_, at) => lines[at]?.includes(" commit ") === true);
}

/** Of links, the target is the content; what a submodule holds is another repository's. */
const submodule = "160000";

/**
 * Reads what git writes with `--raw -z`: commits, and behind each its changes as
 * `:100644 100644 OLD NEW M`, `PATH`. One colon more stands for each parent more.
 */
function changesIn(fields: readonly string[]): Change[] {
  const changes: Change[] = [];
  let commit: string | undefined;
  const next = fields.values();
  for (const field of next) {
    const [, colons, words] = /^(:+)(.*)$/.exec(field) ?? [];
    if (colons === undefined || words === undefined) {
      commit = field;
      continue;
    }
    const { mode, status, ids } = described(words.split(" "), colons.length);
    const [path = "", movedTo] = next.take(wasMoved(status) ? 2 : 1);
    if (mode === submodule) continue;
    changes.push({
      path: movedTo ?? path,
      blob: ids.at(-1) ?? "",
      before: ids.slice(0, -1).filter((id) => !/^0+$/.test(id)),
      ...(commit !== undefined && { commit }),
    });
  }
  return changes;
}

/** A mode and an id for each parent, those of the content, and a letter for each parent. */
function described(words: readonly string[], parents: number) {
  const [modes, ids] = [words.slice(0, parents + 1), words.slice(parents + 1, -1)];
  return { mode: modes.at(-1), ids, status: words.at(-1) ?? "" };
}

/** `R100`: then the path that it was moved from stands before its own. A merge tells only the latter. */
const wasMoved = (status: string): boolean => /^[RC]\d/.test(status);
