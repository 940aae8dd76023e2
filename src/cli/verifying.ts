import type { Report } from "../core/report.ts";
import type { Verified } from "../core/finding.ts";
import { plural } from "../report/kit/words.ts";
import { withoutValues } from "../scan/scan.ts";
import type { MadeCall } from "../verify/asker.ts";
import { planOf } from "../verify/plan.ts";
import { questionsOf } from "../verify/questions.ts";
import { Sender } from "../verify/send.ts";
import { verified } from "../verify/verify.ts";
import { askingOf } from "./asking.ts";
import type { Shell } from "./command.ts";
import { noted } from "./ledger.ts";
import type { Values } from "./options.ts";
import type { Settings } from "./settings.ts";
import { planText } from "./verify-words.ts";

export interface VerifyContext {
  readonly values: Values;
  readonly settings: Settings;
  /** The project of which the ledger is told. */
  readonly project: string | undefined;
  readonly shell: Shell;
}

/**
 * The report with what providers say of its credentials.
 *
 * @param report With values and companions.
 * @throws {TareError} `usage`: a host or the proxy is wrong.
 */
export async function withAnswers(report: Report, context: VerifyContext): Promise<Report> {
  const { values, settings, project, shell } = context;
  const { own, proxy, perMinute } = askingOf(values, settings, shell);
  await using sender = new Sender({
    proxy: proxy ?? shell.env["https_proxy"] ?? shell.env["HTTPS_PROXY"],
    noProxy: proxy === undefined ? (shell.env["no_proxy"] ?? shell.env["NO_PROXY"]) : undefined,
    own: new Set(own.map(({ host }) => host.replace(/:\d+$/, ""))),
    signal: shell.signal,
    ...(shell.standIn && { standIn: shell.standIn }),
  });
  const count = questionsOf(report).length;
  const says = values["quiet"] !== true && count > 0;
  if (says) shell.err(`tare: asking providers about ${plural(count, "credential")}\n`);
  const { send } = sender;
  const told = await verified(report, { send, own, perMinute, signal: shell.signal });
  if (says) shell.err(`tare: ${summaryOf(told.report, told.calls)}\n`);
  if (project !== undefined && told.calls.length > 0)
    await noted(
      project,
      told.calls.map((call) => ({ type: "verify-called", ...call }) as const),
      shell,
    );
  return values["reveal"] === true ? told.report : withoutValues(told.report);
}

/** What providers would be asked. @throws {TareError} `usage`: a host is wrong. */
export const plannedText = (report: Report, { values, settings, shell }: VerifyContext): string =>
  planText(planOf(report, askingOf(values, settings, shell).own));

function summaryOf({ findings, known = [] }: Report, calls: readonly MadeCall[]): string {
  const asked = [...findings, ...known].filter(({ live }) => live !== undefined);
  const results = new Map(asked.map(({ fingerprint, verified }) => [fingerprint, verified]));
  const count = (result: Verified): number =>
    [...results.values()].filter((each) => each === result).length;
  return `${plural(calls.length, "call")}: ${count("active")} active, ${count("inactive")} inactive, ${count("unknown")} unknown`;
}
