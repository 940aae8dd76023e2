import type { Repository } from "../repository.ts";
import type { IgnoreList } from "./ignore-list.ts";

/** The lists of git. */
const listsIn = ({ subjects }: Repository): readonly IgnoreList[] =>
  subjects.flatMap(({ kind, of }) => (kind === "ignoreList" && of.of === "git" ? [of] : []));

/** Whether a `.gitignore` of its folder, or of one above, leaves a path out. */
export const leftOutByGit = (path: string, repository: Repository): boolean =>
  listsIn(repository).some(
    ({ folder, leavesOut }) => path.startsWith(folder) && leavesOut(path.slice(folder.length)),
  );
