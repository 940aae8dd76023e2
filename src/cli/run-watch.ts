import { severities, type Severity } from "../core/finding.ts";
import type { Outcome } from "../fortify/run/run.ts";
import { scanWritten, snapshotOf } from "../fortify/run/watch.ts";
import { listed } from "../report/kit/words.ts";
import type { Shell } from "./command.ts";
import { exitStatus } from "./exit-status.ts";
import { noted } from "./ledger.ts";
import { type Options, text, type Values } from "./options.ts";
import { print, rendererFor } from "./output.ts";
import { scannedEvent } from "./run-events.ts";
import { scanOptions } from "./scan-options.ts";
import { scanRun } from "./scanning.ts";
import { type Settings, withDefaults } from "./settings.ts";

/** What is said about a watch beforehand. */
export interface Watch {
  readonly folders: readonly string[];
  readonly values: Values;
  readonly settings: Settings;
  /** The folder of the ledger. */
  readonly project: string;
}

/** Reports what a command wrote. @returns The command's exit status, or that of the report where the command went well. */
export type Watching = (outcome: Outcome) => Promise<number>;

/** As `tare scan` has it. */
const failOption: Options = { "fail-on": { type: "string", oneOf: severities, help: "" } };

/**
 * Notes what stands in folders before a command runs.
 *
 * @throws {TareError} `usage`: a setting of how to scan is wrong.
 */
export async function watching(
  { folders, values, settings, project }: Watch,
  shell: Shell,
): Promise<Watching> {
  const withSettings = withDefaults(values, settings, { ...scanOptions, ...failOption });
  const failOn = (text(withSettings, "fail-on") ?? "high") as Severity;
  const renderer = await rendererFor(values, shell);
  const run = await scanRun(withSettings, settings, shell);
  const before = await snapshotOf(folders);
  return async ({ status, secrets }) => {
    const report = await scanWritten(folders, before, secrets, run);
    if (!report) {
      if (values["quiet"] !== true) shell.err(`tare: nothing was written to ${listed(folders)}\n`);
      return status;
    }
    // Standard output is the command's.
    await print(report, renderer, values, { ...shell, out: shell.err, colour: false });
    await noted(project, [scannedEvent(report)], shell);
    return status === 0 ? exitStatus(report, failOn) : status;
  };
}
