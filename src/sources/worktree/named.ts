import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { TareError } from "../../core/error.ts";
import { isWithin } from "../within.ts";
import { git } from "./git.ts";
import type { Worktree } from "./worktree.ts";

/**
 * Files and folders that a user names, from the folder where git is run.
 *
 * @returns Their paths from the root of the working tree, with `/` between folders.
 * @throws {TareError} `usage`: one lies elsewhere, or is neither there nor known to git.
 */
export async function namedIn(
  worktree: Worktree,
  names: readonly string[],
): Promise<readonly string[]> {
  const paths = await Promise.all(names.map(async (name) => realPath(worktree, name)));
  for (const [at, path] of paths.entries())
    if (!isWithin(worktree.root, path))
      throw new TareError("usage", `'${names[at]}' is not in the repository '${worktree.root}'`, {
        hint: "name files of the repository, or another one with --repository",
      });
  const local = paths.map((path) => relative(worktree.root, path).replaceAll(sep, "/"));
  await refuseUnknown(worktree, local);
  return local;
}

/** The folder's links are followed, as git does in the root's own path; not one that the file is. */
async function realPath({ folder }: Worktree, name: string): Promise<string> {
  const path = resolve(folder, name);
  const around = dirname(path);
  return existsSync(around) ? join(await realpath(around), basename(path)) : path;
}

/** What is staged to be deleted is known as what the last commit holds. */
async function refuseUnknown(worktree: Worktree, paths: readonly string[]): Promise<void> {
  const gone = paths.filter((path) => !existsSync(join(worktree.root, path)));
  if (gone.length === 0) return;
  const asked = gone.flatMap((path) => [`:${path}\n`, `HEAD:${path}\n`]).join("");
  const answers = (await git(worktree, ["cat-file", "--batch-check"], asked))
    .toString()
    .split("\n");
  const none = gone.find((_, at) =>
    [answers[2 * at], answers[2 * at + 1]].every((answer) => answer?.endsWith(" missing")),
  );
  if (none !== undefined)
    throw new TareError("usage", `'${none}': no such file, and none that git knows`, {
      hint: "see 'git status' for what is staged, and its paths",
    });
}
