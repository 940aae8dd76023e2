import type { Finding } from "../../core/finding.ts";
import type { FileResult } from "../../scan/file.ts";
import type { FileTarget } from "../../sources/files.ts";
import type { Change } from "../../sources/worktree/changes.ts";
import { contentsOf } from "../../sources/worktree/contents.ts";
import { changedLines, type Lines, touches } from "../../sources/worktree/lines.ts";
import type { Worktree } from "../../sources/worktree/worktree.ts";
import { type ChangedFile, linesOf, standsOnLines, targetOf } from "./changed-file.ts";

export type Scanner = (files: readonly FileTarget[]) => Promise<readonly FileResult[]>;

/** A changed file, and what was found in it. */
export interface Found extends ChangedFile {
  readonly findings: readonly Finding[];
}

/** What a change brings in, and what was there before. */
export interface Divided {
  readonly change: Change;
  readonly added: readonly Finding[];
  readonly old: readonly Finding[];
}

/**
 * Tells for each file which of its findings the change brings in: those that
 * stand on a line that was added or changed; what stands on no line, as in a
 * checkpoint, where the value was not in the file before. Of several parents
 * each must say so.
 *
 * @throws {TareError} `machine`: git fails.
 */
export async function divided(
  files: readonly Found[],
  worktree: Worktree,
  scan: Scanner,
): Promise<Divided[]> {
  const before = await fingerprintsBefore(files.filter(needsPast), worktree, scan);
  const all: Divided[] = [];
  for (const file of files) {
    const changed = await changedIn(file, worktree);
    const { added = [], old = [] } = Object.groupBy(file.findings, (finding) =>
      isAdded(finding, file, changed, before) ? "added" : "old",
    );
    all.push({ change: file.change, added, old });
  }
  return all;
}

const needsPast = (file: Found): boolean =>
  file.change.before.length > 0 && file.findings.some((each) => !standsOnLines(each, file));

function isAdded(
  finding: Finding,
  file: ChangedFile,
  changed: readonly (readonly Lines[])[],
  before: Before,
): boolean {
  const { path, before: parents } = file.change;
  if (!standsOnLines(finding, file))
    return parents.every((id) => !before(id, path).has(finding.fingerprint));
  const lines = linesOf(finding, file);
  return changed.every((each) => touches(lines, each));
}

/** What was changed against each parent, where a finding asks for it. */
async function changedIn(file: Found, worktree: Worktree): Promise<Lines[][]> {
  if (!file.findings.some((each) => standsOnLines(each, file))) return [];
  const { before, blob } = file.change;
  return Promise.all(before.map(async (id) => changedLines(worktree, id, blob)));
}

type Before = (id: string, path: string) => ReadonlySet<string>;

/** Scans what the files were before. */
async function fingerprintsBefore(
  files: readonly ChangedFile[],
  worktree: Worktree,
  scan: Scanner,
): Promise<Before> {
  const asked = files.flatMap(({ change: { path, before } }) => before.map((id) => ({ id, path })));
  if (asked.length === 0) return () => new Set();
  await using contents = await contentsOf(
    worktree,
    asked.map(({ id }) => id),
  );
  const here = asked.flatMap(({ id, path }) => {
    const content = contents.byId.get(id);
    return content ? [{ key: `${id} ${path}`, target: targetOf(worktree, path, content) }] : [];
  });
  const results = await scan(here.map(({ target }) => target));
  const byKey = new Map(
    here.map(({ key }, at) => [
      key,
      new Set(results[at]?.tally.findings.map(({ fingerprint }) => fingerprint)),
    ]),
  );
  const none = new Set<string>();
  return (id, path) => byKey.get(`${id} ${path}`) ?? none;
}
