import { TareError } from "../../core/error.ts";
import type { Finding } from "../../core/finding.ts";
import type { Gap } from "../../core/report.ts";
import { isExcluded, judged, needsValues, noPolicy, type Policy } from "../../scan/policy.ts";
import { scanFiles, type ScanRun, withoutValue } from "../../scan/scan.ts";
import type { Change } from "../../sources/worktree/changes.ts";
import { contentsOf } from "../../sources/worktree/contents.ts";
import type { Worktree } from "../../sources/worktree/worktree.ts";
import { filesOf, shownIn } from "./changed-file.ts";
import { type Divided, divided, type Scanner } from "./past.ts";

/** What commits would bring in. */
export interface Checked {
  /** In what was added or changed. */
  readonly added: readonly Finding[];
  /** In the same files, but there before. */
  readonly old: readonly Finding[];
  /** In what was added or changed, but known to a baseline. */
  readonly known: readonly Finding[];
  /** How many of what was added somebody let pass. */
  readonly allowed: number;
  readonly gaps: readonly Gap[];
  /** How many files were looked at, and how many the settings leave out. */
  readonly files: number;
  readonly excluded: number;
}

/** Places of one value that are told apart: where more are in one file, it counts as new if it is new to the file. */
const maxPlaces = 10_000;

/**
 * Scans what changes hold, out of git's store and not the working tree, and tells
 * what they bring in from what was there before.
 *
 * @throws {TareError} `machine`: git fails.
 */
export async function checked(
  changes: readonly Change[],
  worktree: Worktree,
  run: ScanRun,
): Promise<Checked> {
  const { policy = noPolicy } = run;
  const kept = changes.filter(({ path }) => !isExcluded(policy, shownIn(worktree, path)));
  await using contents = await contentsOf(
    worktree,
    kept.map(({ blob }) => blob),
  );
  const files = filesOf(worktree, kept, contents);
  const scan = scannerOf(worktree, run);
  const results = await scan(files.map(({ target }) => target));
  const found = files.map((file, at) => ({ ...file, findings: results[at]?.tally.findings ?? [] }));
  const parts = await divided(found, worktree, scan);
  const missing = kept.filter(({ blob }) => !contents.byId.has(blob));
  return {
    ...summedUp(parts.map((part) => toldOf(part, policy))),
    gaps: [
      ...missing.map((each) => notHere(worktree, each)),
      ...results.flatMap(({ tally }) => tally.gaps),
    ],
    files: kept.length,
    excluded: changes.length - kept.length,
  };
}

type Told = Pick<Checked, "added" | "old" | "known" | "allowed">;

/** What is to be said of a change, as people want it. */
function toldOf({ change, added, old }: Divided, policy: Policy): Told {
  const shown = (findings: readonly Finding[]): Finding[] =>
    findings.map((each) => shownOf(each, change));
  const { findings, known, allowed } = judged(added, policy);
  return {
    added: shown(findings),
    old: shown(judged(old, policy).findings),
    known: shown(known),
    allowed: Object.values(allowed).reduce((sum, count) => sum + count, 0),
  };
}

const summedUp = (all: readonly Told[]): Told => ({
  added: all.flatMap(({ added }) => added),
  old: all.flatMap(({ old }) => old),
  known: all.flatMap(({ known }) => known),
  allowed: all.reduce((sum, { allowed }) => sum + allowed, 0),
});

function scannerOf(worktree: Worktree, { policy = noPolicy, ...run }: ScanRun): Scanner {
  const root = shownIn(worktree, "");
  const options = {
    ...run.options,
    limits: { ...run.options.limits, maxPlaces },
    reveal: needsValues(policy),
    targets: root === "" ? [] : [root],
  };
  return async (files) => {
    const { results, unfinished } = await scanFiles(files, { ...run, options });
    if (unfinished.length > 0)
      throw new TareError("limit", "interrupted: not everything was inspected");
    return results;
  };
}

const notHere = (worktree: Worktree, { path }: Change): Gap => ({
  path: shownIn(worktree, path),
  reason: "unreadable: its content is not here; git-lfs or a partial clone keeps it elsewhere",
  bytes: 0,
});

/** Of a commit, `4f0c2d1a9b:train.py`, by which git shows it, too. */
function shownOf(finding: Finding, { commit }: Change): Finding {
  const bare = withoutValue(finding);
  if (commit === undefined) return bare;
  const path = `${commit.slice(0, 10)}:${bare.location.path}`;
  return { ...bare, location: { ...bare.location, path } };
}
