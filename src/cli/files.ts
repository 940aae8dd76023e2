import { relative } from "node:path";

export { readText, whyUnread } from "../sources/text-file.ts";

/** A path as people write it: from the working folder, where that is shorter. */
export function shownPath(path: string): string {
  const near = relative("", path);
  return near.length < path.length ? near : path;
}
