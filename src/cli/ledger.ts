import { randomUUID } from "node:crypto";
import { relative, resolve } from "node:path";
import { TareError } from "../core/error.ts";
import type { FindingClass, Severity } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import type { Event, Happening } from "../ledger/event.ts";
import { changesOf } from "../ledger/findings.ts";
import { readLedger, record } from "../ledger/ledger.ts";
import { isHubTarget, isImageTarget, isRemoteTarget } from "../sources/kinds.ts";
import { matchesAny } from "../scan/policy.ts";
import { profiles } from "../scan/profiles.ts";
import type { Shell } from "./command.ts";
import { exitStatus } from "./exit-status.ts";
import { list, text, type Values } from "./options.ts";
import { pipelineOf, resultOf } from "./scan-events.ts";

/**
 * Writes to a project's ledger what happened. A ledger that cannot be written is
 * said, and no reason to fail: what was asked for is done.
 */
export const noted = async (
  project: string,
  happenings: readonly Happening[],
  shell: Shell,
): Promise<void> => saidOnly(shell, async () => recorded(project, happenings, shell));

/** The same of what depends on what the ledger holds. */
export const notedAfter = async (
  project: string,
  happeningsAfter: (events: readonly Event[]) => readonly Happening[],
  shell: Shell,
): Promise<void> =>
  saidOnly(shell, async () =>
    recorded(project, happeningsAfter(readLedger(project).events), shell),
  );

/**
 * Writes events down, and lets them be sent where somebody collects them.
 *
 * @param at When they happened; else now.
 * @throws {TareError} `machine`: the ledger cannot be written.
 */
export async function recorded(
  project: string,
  happenings: readonly Happening[],
  shell: Shell,
  at?: Date,
): Promise<void> {
  const { env } = shell;
  const name = env["TARE_PROJECT"];
  await record(project, happenings, name === "" ? undefined : name, at);
  if (env["TARE_SERVER"] !== undefined)
    (await import("./ledger-send.ts")).sendLater(project, shell);
}

/** Writes down that a scan is finished, and what it found that was not there before, or found no more. */
export const notedScan = async (
  project: string,
  targets: readonly string[],
  report: Report,
  { values, shell }: { readonly values: Values; readonly shell: Shell },
): Promise<void> =>
  saidOnly(shell, async () => {
    const target = targets.map((each) => nameIn(project, each)).join(" ");
    const open = (report.known ?? []).filter(({ standing }) => standing?.state === "open");
    const accepted = (report.known ?? []).filter(({ standing }) => standing?.state !== "open");
    const failOn = (text(values, "fail-on") ?? "high") as Severity;
    const scan = randomUUID();
    const happenings: readonly Happening[] = [
      {
        type: "scan-finished",
        target,
        scan,
        ...resultOf(report),
        ...pipelineOf(shell.env),
        failed: exitStatus(report, failOn) === 1,
      },
      ...changesOf(readLedger(project).events, {
        target,
        findings: [...report.findings, ...open],
        accepted,
        isWhole: isWhole(report, values),
        classes: classesOf(report, values),
        isLeftOut: (path) => matchesAny(list(values, "exclude"), ".", path),
        scan,
      }),
    ];
    await recorded(project, happenings, shell);
  });

/** From the project on, so that it is the same wherever the scan was started. */
export function nameIn(project: string, target: string): string {
  if (target === "-" || isImageTarget(target) || isRemoteTarget(target) || isHubTarget(target))
    return target;
  const [, kind = "", path = ""] = /^(git:)?(.*)$/s.exec(target) ?? [];
  return `${kind}${relative(project, resolve(path)) || "."}`;
}

/** Whether the scan looked for everything, and at everything. */
const isWhole = ({ gaps, status }: Report, values: Values): boolean =>
  gaps.length === 0 &&
  status === "complete" &&
  list(values, "rule").length === 0 &&
  values["no-own-rules"] !== true;

function classesOf({ profile }: Report, values: Values): readonly FindingClass[] {
  const asked = list(values, "class") as FindingClass[];
  return asked.length > 0 ? asked : (profiles.find(({ id }) => id === profile)?.classes ?? []);
}

async function saidOnly(shell: Shell, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    shell.err(`tare: note: ${error.message}\n`);
  }
}
