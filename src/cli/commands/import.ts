import { TareError } from "../../core/error.ts";
import { rank, severities, type Severity } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import type { Command } from "../command.ts";
import { text, type Values } from "../options.ts";
import { amountOptions, revealOption, writtenOptions } from "../report-options.ts";

export const _import: Command = {
  name: "import",
  summary: "Show another scanner's report as one of tare's",
  takes: "[OPTION…] REPORT",
  details: `REPORT is JSON of gitleaks, betterleaks or trufflehog, alerts of GitHub's
secret scanning, SARIF of any tool, a .secrets.baseline of detect-secrets, or
JSON of tare itself.

With --ledger its findings become events of this project, so that 'tare metrics'
and 'tare serve' show them. A later report of the same --target closes what it
has no more.

Take it as a baseline with 'tare scan --baseline REPORT'.
Exit status: 0, or with --fail-on 1 where something is as bad.`,
  options: {
    ...writtenOptions,
    "fail-on": {
      type: "string",
      takes: "SEVERITY",
      oneOf: severities,
      help: "Exit with 1 from this severity on",
    },
    ledger: { type: "boolean", help: "Write the findings into the project's ledger, too" },
    target: {
      type: "string",
      takes: "NAME",
      with: ["ledger"],
      help: "What was scanned, in the ledger; else the name of REPORT",
    },
    reveal: revealOption,
    ...amountOptions,
  },

  async run([path, ...others], values, shell) {
    if (path === undefined || others.length > 0)
      throw new TareError("usage", "import takes one report", {
        hint: "run it once for each",
      });
    const [{ readText }, { foreignReport }, { importedReport }, { fingerprintKeyOf }, output, own] =
      await Promise.all([
        import("../files.ts"),
        import("../../import/foreign.ts"),
        import("../../scan/imported.ts"),
        import("../scanning.ts"),
        import("../output.ts"),
        import("../own-report.ts"),
      ]);
    const renderer = await output.rendererFor(values, shell);
    const content = await readText(path, "report");
    const foreign = own.isOwnReport(content) ? undefined : foreignReport(content, path);
    if (!foreign) refuseLedger(path, values);
    for (const each of foreign?.notes ?? []) shell.err(`tare: note: ${each}\n`);
    const report = foreign
      ? importedReport(foreign, {
          path,
          fingerprintKey: fingerprintKeyOf(shell),
          reveal: values["reveal"] === true,
        })
      : own.ownReport(content, path);
    await output.print(report, renderer, values, shell);
    if (foreign && values["ledger"] === true) {
      const { notedImport } = await import("../import-events.ts");
      await notedImport(foreign, report, text(values, "target") ?? path, shell);
    }
    return statusOf(report, text(values, "fail-on") as Severity | undefined);
  },
};

function statusOf({ findings }: Report, failOn: Severity | undefined): number {
  const isBad = (severity: Severity): boolean =>
    failOn !== undefined && rank(severity) >= rank(failOn);
  return findings.some(({ severity }) => isBad(severity)) ? 1 : 0;
}

/** @throws {TareError} `usage`: tare's own report is to be written down again. */
function refuseLedger(path: string, values: Values): void {
  if (values["ledger"] === true)
    throw new TareError("usage", `'${path}' is a report of tare's own`, {
      hint: "leave out --ledger: 'tare scan' writes down what it finds by itself",
    });
}
