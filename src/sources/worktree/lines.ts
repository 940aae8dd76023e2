import { git } from "./git.ts";
import type { Worktree } from "./worktree.ts";

/** Lines from `first` on, `count` of them. */
export interface Lines {
  /** From 1. */
  readonly first: number;
  readonly count: number;
}

/** The lines of a content that are not what they were in the one before: added, or changed. */
export async function changedLines(
  worktree: Worktree,
  before: string,
  after: string,
): Promise<Lines[]> {
  const settings = ["-U0", "--text", "--no-color", "--no-ext-diff", "--no-textconv"];
  const patch = await git(worktree, ["diff", ...settings, before, after]);
  // Without lines of context, each other line of a patch starts with a sign.
  const hunks = patch.toString("latin1").matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm);
  return [...hunks].map(([, first, count = "1"]) => ({
    first: Number(first),
    count: Number(count),
  }));
}

/** Whether some lines are among others. */
export const touches = ({ first, count }: Lines, others: readonly Lines[]): boolean =>
  others.some((each) => first < each.first + each.count && each.first < first + count);
