import type { Happening } from "../ledger/event.ts";
import { replacements } from "../fortify/clean/history.ts";
import { refuseNoReceipt, writtenReceipt } from "./clean-receipt.ts";
import { needPlace, writeWhole } from "./output.ts";
import { clean, type CleanResult, type Destination } from "../fortify/clean/clean.ts";
import { cleanProfiles, type CleanProfile } from "../fortify/clean/policy.ts";
import { newOpening } from "../attest/digest.ts";
import { neutralTime } from "../fortify/clean/times.ts";
import { plural } from "../report/kit/words.ts";
import { commitCleaning, undoCleaning } from "../fortify/clean/undo.ts";
import type { ScanRun } from "../scan/scan.ts";
import { policyWith } from "./baseline.ts";
import { cleanJson } from "./clean-json.ts";
import { chooser } from "./clean-questions.ts";
import { cleanText } from "./clean-text.ts";
import type { Shell } from "./command.ts";
import { nameIn, noted } from "./ledger.ts";
import { list, type Options, text, type Values } from "./options.ts";
import { scanRunOf } from "./scanning.ts";
import { ledgerAt } from "./project.ts";
import { type Settings, settingsOf, withDefaults } from "./settings.ts";
import { signingKey } from "./signing-key.ts";

/** What the command line says. */
interface Asked {
  readonly given: Values;
  /** Of the command. */
  readonly options: Options;
  readonly shell: Shell;
}

/** Cleans targets, and says what was done. Gives the exit status. */
export async function cleaned(
  targets: readonly string[],
  to: Destination,
  { given, options, shell }: Asked,
): Promise<number> {
  const settings = await settingsOf(targets, given, shell);
  const values = withDefaults(given, settings, options);
  const profile =
    cleanProfiles.find(({ id }) => id === text(values, "profile")) ?? cleanProfiles[0];
  await refuseNoReceipt(targets, to, values);
  await Promise.all([text(values, "plan"), text(values, "opening")].map(needPlace));
  const pem = await signingKey(values);
  using scan = await scanOf(profile, values, settings, shell);
  const opening = newOpening();
  const result = await clean(targets, {
    scan,
    profile,
    keep: list(values, "keep"),
    drop: list(values, "drop"),
    risky: values["risky"] === true,
    to,
    ...(values["interactive"] === true && { choose: chooser(shell) }),
    opening,
    time: neutralTime(shell.env),
    onNote: (note) => shell.err(`tare: note: ${note}\n`),
  });
  scan[Symbol.dispose]();
  const receipt = await writtenReceipt({ targets, to, result, opening, pem }, values);
  const plan = text(values, "plan");
  if (plan !== undefined) await writeWhole(plan, replacements(result.decisions));
  const project = ledgerAt(".", values, settings.config, shell.env);
  if (project !== undefined) await writeDown(project, targets, { result, shell });
  const told = { targets, to, profile, result, receipt, plan };
  if (text(values, "format") === "json") shell.out(cleanJson(told));
  else for await (const line of cleanText(told, values, shell)) shell.out(line);
  return exitStatus(result);
}

/** Writes down what was done; a plan did nothing. */
async function writeDown(
  project: string,
  targets: readonly string[],
  { result, shell }: { readonly result: CleanResult; readonly shell: Shell },
): Promise<void> {
  const { after, left } = result;
  const { files } = result.cleaned;
  if (!after) return;
  const happening: Happening = {
    type: "clean-finished",
    target: targets.map((each) => nameIn(project, each)).join(" "),
    edits: files.reduce((sum, { edits }) => sum + edits.length, 0),
    dropped: files.filter(({ how }) => how === "dropped").length,
    left: left.length,
  };
  await noted(project, [happening], shell);
}

/** The scan that finds each place of each value, as the profile wants it. */
async function scanOf(
  profile: CleanProfile,
  values: Values,
  settings: Settings,
  shell: Shell,
): Promise<ScanRun & Disposable> {
  const policy = await policyWith(values, settings, shell);
  const asked = { ...values, profile: profile.scan, reveal: true };
  const run = await scanRunOf(asked, { ...settings, policy }, shell);
  const limits = { ...run.options.limits, maxPlaces: Infinity };
  return { ...run, options: { ...run.options, limits } };
}

/** What a script learns without reading the report. */
function exitStatus({ left, cleaned: { refusals }, before, after }: CleanResult): number {
  if (left.length > 0) return 1;
  return (after ?? before).gaps.length > 0 || refusals.length > 0 ? 3 : 0;
}

/** Takes back what was done in place. */
export async function undone(targets: readonly string[], shell: Shell): Promise<number> {
  for (const target of targets) {
    const files = await undoCleaning(target);
    shell.out(`${target}: as it was before the cleaning, ${plural(files, "file")} taken back\n`);
  }
  return 0;
}

/** Deletes what undoing needs. */
export async function committed(targets: readonly string[], shell: Shell): Promise<number> {
  for (const target of targets) {
    await commitCleaning(target);
    shell.out(`${target}: cannot be undone any more; what was taken out is deleted\n`);
  }
  return 0;
}
