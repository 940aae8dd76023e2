import type { Severity } from "../../core/finding.ts";
import type { Command } from "../command.ts";
import { exitStatus } from "../exit-status.ts";
import { type Options, text } from "../options.ts";
import { amountOptions, baselineOption, reportOptions, revealOption } from "../report-options.ts";
import { scanOptions } from "../scan-options.ts";
import { verifyOptions } from "../verify-options.ts";

const options: Options = {
  ...reportOptions,
  baseline: baselineOption,
  ...scanOptions,
  exclude: {
    type: "string",
    takes: "GLOB",
    multiple: true,
    help: "Leave out these files, from the working folder on: .git of a checkout",
  },
  history: {
    type: "boolean",
    help: "Of a folder that is a git repository, look at all that its history holds, too; of a hub's, at all commits",
  },
  since: { type: "string", takes: "DATE", help: "Of a history, only commits after this date" },
  branch: {
    type: "string",
    takes: "NAME",
    help: "Of a history, only what this branch, tag or range leads to",
  },
  incremental: {
    type: "string",
    takes: "FILE",
    help: "Of a history or a bucket, only objects that FILE does not know; it is kept up to date",
  },
  versions: {
    type: "boolean",
    help: "Of a bucket, look at old versions and at what was deleted, too",
  },
  open: { type: "boolean", help: "Show the report in the browser, too" },
  "max-fetch": {
    type: "string",
    takes: "SIZE",
    help: "How much may be fetched of one file on a server (default 64M)",
  },
  ...verifyOptions,
  reveal: revealOption,
  ...amountOptions,
};

export const scan: Command = {
  name: "scan",
  summary: "Say what a file, folder or archive gives away",
  takes: "[OPTION…] TARGET…",
  details: `TARGET is a file, a folder, an archive, git:DIR for all that a repository's
history holds, github:OWNER/NAME, gitlab:GROUP/NAME or git:https://… for one
that is cloned first, image:FILE or registry://HOST/NAME:TAG for a container
image, hf:OWNER/NAME for all revisions of what is on a hub, hf:OWNER for all
that somebody has there, s3://BUCKET, gs://BUCKET or az://ACCOUNT/CONTAINER
(with /PREFIX for a part) for an object store, mlflow:MODEL for what a tracking
server keeps, or - for standard input.

Exit status: 0 nothing from --fail-on on, and all was inspected; 1 something was
found; 2 used wrongly; 3 nothing found, but something was not inspected; 4 the
disk or the system failed; 70 a bug. What a baseline knows does not count.
Ctrl-C or SIGTERM stops it: it reports what it saw, and the rest as not
inspected. A second one ends it at once.`,
  options,

  async run(operands, given, shell) {
    const [
      { scanned },
      { settingsOf, withDefaults },
      { needPlace, rendererFor, print },
      { ledgerAt },
    ] = await Promise.all([
      import("../scanning.ts"),
      import("../settings.ts"),
      import("../output.ts"),
      import("../project.ts"),
    ]);
    const renderer = await rendererFor(given, shell);
    await needPlace(text(given, "incremental"));
    const { withHistories, folderOf } = await import("../histories.ts");
    const targets = await withHistories(operands, given);
    const settings = await settingsOf(targets.map(folderOf), given, shell);
    const values = withDefaults(given, settings, options);
    const { policyWith } = await import("../baseline.ts");
    const policy = await policyWith(given, settings, shell);
    const found = await scanned(targets, values, { ...settings, policy }, shell);
    const project = ledgerAt(".", values, settings.config, shell.env);
    const verifying = { values, settings, project, shell };
    if (values["verify-plan"] === true) {
      shell.out((await import("../verifying.ts")).plannedText(found, verifying));
      return 0;
    }
    const report =
      values["verify"] === true
        ? await (await import("../verifying.ts")).withAnswers(found, verifying)
        : found;
    await print(report, renderer, values, shell);
    if (values["open"] === true) await (await import("../opening.ts")).showInBrowser(report, shell);
    if (project !== undefined)
      await (await import("../ledger.ts")).notedScan(project, operands, report, { values, shell });
    return exitStatus(report, (text(values, "fail-on") ?? "high") as Severity);
  },
};
