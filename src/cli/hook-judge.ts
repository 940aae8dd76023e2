import { existsSync } from "node:fs";
import { join } from "node:path";
import { entryOf } from "../baseline/entry.ts";
import type { Severity } from "../core/finding.ts";
import { type Checked, checked } from "../fortify/hook/check.ts";
import type { HookStage } from "../fortify/hook/script.ts";
import { type Happening, refsOf } from "../ledger/event.ts";
import { plural } from "../report/kit/words.ts";
import type { Change } from "../sources/worktree/changes.ts";
import type { Worktree } from "../sources/worktree/worktree.ts";
import { baselineOrNone, usualBaseline, withKnown, writeBaseline } from "./baseline.ts";
import type { Shell } from "./command.ts";
import { shownPath } from "./files.ts";
import { blockingIn, printVerdict, statusOf, type Verdict } from "./hook-page.ts";
import type { HookShell } from "./hook-run.ts";
import { text, type Values } from "./options.ts";
import { ledgerAt } from "./project.ts";
import { fingerprintKeyOf, scanRun } from "./scanning.ts";
import { type Settings, settingsOf, withDefaults } from "./settings.ts";

/** What is judged. */
export interface Subject {
  readonly stage: HookStage;
  readonly worktree: Worktree;
  readonly changes: readonly Change[];
}

/** Scans changes, says what blocks, and writes that down. @returns As `runHook`. @throws {TareError} */
export async function judge(
  { stage, worktree, changes }: Subject,
  given: Values,
  { options, shell }: HookShell,
): Promise<number> {
  const settings = await settingsOf([worktree.root], { ...given, quiet: true }, shell);
  const values = withDefaults(given, settings, options);
  const baseline = baselineOf(values, settings, worktree);
  const policy =
    existsSync(baseline.path) || (baseline.isNamed && values["update-baseline"] !== true)
      ? await withKnown(settings.policy, baseline.path, { key: fingerprintKeyOf(shell), shell })
      : settings.policy;
  const run = { ...(await scanRun(values, { ...settings, policy }, shell)), signal: shell.signal };
  const found = await checked(changes, worktree, run);
  const verdict: Verdict = {
    ...found,
    stage,
    root: worktree.root,
    blocking: blockingIn(found.added, (text(values, "fail-on") ?? "high") as Severity),
    isStrict: values["allow-gaps"] !== true,
  };
  printVerdict(verdict, values, shell);
  if (values["update-baseline"] === true) await addToBaseline(baseline.path, found, shell);
  await writeDown(verdict, ledgerAt(worktree.root, values, settings.config, shell.env), shell);
  return statusOf(verdict);
}

/** The baseline, and whether somebody has named it: then it must be there. */
function baselineOf(values: Values, { baseline }: Settings, { root }: Worktree) {
  const named = text(values, "baseline") ?? baseline;
  return { path: named ?? shownPath(join(root, usualBaseline)), isNamed: named !== undefined };
}

async function addToBaseline(path: string, { old }: Checked, shell: Shell): Promise<void> {
  const baseline = await baselineOrNone(path, fingerprintKeyOf(shell));
  const today = new Date().toISOString().slice(0, 10);
  const entries = new Map(baseline.entries);
  for (const finding of old)
    if (!entries.has(finding.fingerprint))
      entries.set(finding.fingerprint, entryOf(finding, today, { state: "open" }));
  const added = entries.size - baseline.entries.size;
  if (added > 0) await writeBaseline(path, { ...baseline, entries });
  shell.err(`tare: ${path}: ${plural(added, "old finding")} added\n`);
  if (added > 0) shell.err(`hint: git add ${path}\n`);
}

async function writeDown(
  verdict: Verdict,
  project: string | undefined,
  shell: Shell,
): Promise<void> {
  if (project === undefined) return;
  const { noted } = await import("./ledger.ts");
  await noted(project, [happeningOf(verdict)], shell);
}

function happeningOf(verdict: Verdict): Happening {
  const act = verdict.stage === "pre-commit" ? "commit" : "push";
  if (statusOf(verdict) === 0) return { type: `${act}-passed`, files: verdict.files };
  const gaps = verdict.isStrict ? verdict.gaps.length : 0;
  return {
    type: `${act}-blocked`,
    findings: refsOf(verdict.blocking),
    ...(gaps > 0 && { gaps }),
  };
}
