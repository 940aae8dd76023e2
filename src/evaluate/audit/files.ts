import type { SourceText } from "./text.ts";

/** The files of a repository that were read, by their paths: some are put together from others. */
export type Files = ReadonlyMap<string, SourceText>;

/** The folders that a file stands in, outermost first, the one that is audited as ``: any of them may be the root of its repository. */
export const foldersAbove = (path: string): readonly string[] => {
  const names = path.split("/").slice(0, -1);
  return ["", ...names.map((_, index) => names.slice(0, index + 1).join("/"))];
};
