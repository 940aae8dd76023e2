import { join } from "node:path";
import { TareError } from "../core/error.ts";
import { meantOr } from "../core/nearest.ts";
import { type Audit, audit, type Reported } from "../evaluate/audit/audit.ts";
import { all as checks } from "../evaluate/audit/checks/index.ts";
import { mended } from "../evaluate/audit/fix.ts";
import { needFolder } from "../sources/if-there.ts";
import { auditEvents } from "./audit-events.ts";
import { policyWith } from "./baseline.ts";
import type { Shell } from "./command.ts";
import { nameIn, notedAfter } from "./ledger.ts";
import { list, type Values } from "./options.ts";
import { writeWhole } from "./output.ts";
import { ledgerAt } from "./project.ts";
import { fingerprintKeyOf } from "./scanning.ts";
import type { Settings } from "./settings.ts";

/**
 * Audits by what the command line and the settings say.
 *
 * @throws {TareError} `usage`: there is no such folder or check, or the settings are wrong.
 */
export async function audited(
  folder: string,
  values: Values,
  settings: Settings,
  shell: Shell,
): Promise<Audit> {
  await needFolder(folder, "name the repository's root");
  const only = list(values, "check");
  const known = checks.map(({ id }) => id);
  for (const id of only)
    if (!known.includes(id))
      throw new TareError("usage", `no check '${id}'`, {
        hint: meantOr(id, known, "list them with 'tare rules'"),
      });
  const policy = await policyWith(values, settings, shell);
  const fingerprintKey = fingerprintKeyOf(shell);
  return audit(folder, { policy, only, fingerprintKey, signal: shell.signal });
}

/** Writes the files anew of which something can be mended and was asked to be. */
export async function mend(
  folder: string,
  reported: readonly Reported[],
  values: Values,
  shell: Shell,
): Promise<void> {
  const unsafe = values["fix-unsafe"] === true;
  if (values["fix"] !== true && !unsafe) return;
  const problems = reported.map(({ problem }) => problem);
  const all = await mended(folder, problems, unsafe ? ["safe", "unsafe"] : ["safe"]);
  for (const { path, text: made, fixes } of all) {
    await writeWhole(join(folder, path), [made]);
    for (const { title } of fixes) shell.err(`tare: ${path}: ${title}\n`);
  }
  if (all.length === 0) shell.err("tare: nothing that can be mended by itself\n");
}

/** Writes down what an audit saw. */
export async function notedAudit(
  folder: string,
  done: Audit,
  { values, settings, shell }: { values: Values; settings: Settings; shell: Shell },
): Promise<void> {
  const project = ledgerAt(folder, values, settings.config, shell.env);
  if (project === undefined) return;
  const target = nameIn(project, folder);
  await notedAfter(project, (events) => auditEvents(target, done, events), shell);
}
