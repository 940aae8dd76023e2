import { existsSync, readFileSync } from "node:fs";
import { TareError } from "../../core/error.ts";
import { needFolder } from "../if-there.ts";
import { git, type GitPlace } from "./git.ts";

/** A working tree of git's. All paths are absolute. */
export interface Worktree extends GitPlace {
  /** The top of the working tree. */
  readonly root: string;
  /** What all working trees of it share: `.git`. */
  readonly shared: string;
  /** Where git looks for hooks. */
  readonly hooks: string;
  /** The file that names the commits that are being merged; there only meanwhile. */
  readonly mergeHead: string;
}

/** @throws {TareError} `usage`: the folder is in no working tree; `machine`: git refuses it, or is not there. */
export async function worktreeAt(place: GitPlace): Promise<Worktree> {
  const hint = "run this in a repository, or name one with --repository";
  await needFolder(place.folder, hint);
  const asked = ["--show-toplevel", "--git-common-dir"];
  const paths = ["hooks", "MERGE_HEAD"].flatMap((each) => ["--git-path", each]);
  const out = await git(place, ["rev-parse", "--path-format=absolute", ...asked, ...paths]).catch(
    (cause: TareError) => {
      if (!/not a git repository|in a work tree/.test(cause.message)) throw cause;
      throw new TareError("usage", `'${place.folder}' is in no working tree of git's`, {
        hint,
        cause,
      });
    },
  );
  const [root = "", shared = "", hooks = "", mergeHead = ""] = out.toString().split("\n");
  return { ...place, root, shared, hooks, mergeHead };
}

/** The commits that a commit made now would have as parents besides `HEAD`. */
export const mergedHeads = ({ mergeHead }: Worktree): readonly string[] =>
  existsSync(mergeHead) ? readFileSync(mergeHead, "utf8").trim().split("\n") : [];
