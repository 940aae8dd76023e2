import { closeSync, openSync, readSync } from "node:fs";
import { join, relative } from "node:path";
import type { Finding } from "../../core/finding.ts";
import { lengthOf, type Span } from "../../core/span.ts";
import type { FileTarget } from "../../sources/files.ts";
import type { Change } from "../../sources/worktree/changes.ts";
import type { Content, Contents } from "../../sources/worktree/contents.ts";
import type { Lines } from "../../sources/worktree/lines.ts";
import type { Worktree } from "../../sources/worktree/worktree.ts";

/** A change, and its content as a file that can be scanned. */
export interface ChangedFile {
  readonly change: Change;
  readonly target: FileTarget;
  /** Whether git compares its content line by line. */
  readonly hasLines: boolean;
}

/** How a path of the repository is named: as the file would be from the working folder. */
export const shownIn = ({ root }: Worktree, path: string): string => relative("", join(root, path));

/** The changes of which the content is here. */
export const filesOf = (
  worktree: Worktree,
  changes: readonly Change[],
  { byId }: Contents,
): ChangedFile[] =>
  changes.flatMap((change) => {
    const content = byId.get(change.blob);
    if (!content) return [];
    const target = targetOf(worktree, change.path, content);
    return [{ change, target, hasLines: !content.isLarge }];
  });

/** A content of the repository as the file at a path. */
export const targetOf = (
  worktree: Worktree,
  name: string,
  { path, size }: Content,
): FileTarget => ({ kind: "file", path, size, name, shown: shownIn(worktree, name) });

/**
 * Whether it is known on which lines a finding stands: not in what is no text or
 * lies inside of the file, nor where only some of its places are listed.
 */
export const standsOnLines = (
  { location, more }: Finding,
  { target, hasLines }: ChangedFile,
): boolean =>
  hasLines && location.line !== undefined && location.path === target.shown && more === undefined;

const lineFeed = 10;

/** The lines that a finding stands on, if `standsOnLines`. */
export function linesOf({ location }: Finding, { target }: ChangedFile): Lines {
  const { line = 0, span } = location;
  const feeds = span ? bytesOf(target.path, span).filter((byte) => byte === lineFeed).length : 0;
  return { first: line, count: feeds + 1 };
}

function bytesOf(path: string, span: Span): Uint8Array {
  const bytes = Buffer.alloc(lengthOf(span));
  const descriptor = openSync(path, "r");
  try {
    readSync(descriptor, bytes, 0, bytes.length, span.start);
  } finally {
    closeSync(descriptor);
  }
  return bytes;
}
