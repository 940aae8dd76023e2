import { severities } from "../core/finding.ts";
import type { Option, Options } from "./options.ts";
import { also, formats } from "./report-formats.ts";

/** Text for people or JSON for programs. */
export const textOrJson = (help = "How to report"): Option => ({
  type: "string",
  short: "f",
  takes: "FORMAT",
  oneOf: ["text", "json"],
  default: "text",
  help,
});

/** The same where settings, or the ending of a file, may say it too. */
export const textOrJsonUsually: Option = {
  type: "string",
  short: "f",
  takes: "FORMAT",
  oneOf: ["text", "json"],
  usual: "text",
  help: "How to report",
};

/** Where a report goes. */
export const outputOption: Option = {
  type: "string",
  short: "o",
  takes: "FILE",
  help: "Write the report to FILE, whole or not at all; its ending says the format",
};

/** From which severity on the exit status says that something was found. */
export const failOnOption: Option = {
  type: "string",
  takes: "SEVERITY",
  oneOf: severities,
  usual: "high",
  help: "Exit with 1 from this severity on",
};

/** How a report is written, and where to. */
export const writtenOptions: Options = {
  format: { type: "string", short: "f", takes: "FORMAT", oneOf: formats, help: "How to report" },
  output: outputOption,
};

/** What every command that gives a report is asked: how, where to, and from when on it fails. */
export const reportOptions: Options = { ...writtenOptions, also, "fail-on": failOnOption };

/** How much of a report is told. */
export const amountOptions: Options = {
  quiet: { type: "boolean", short: "q", not: ["verbose"], help: "Say only the verdict" },
  verbose: { type: "boolean", short: "v", help: "List everything, also what matters little" },
};

/** That values stand in the report as they are. */
export const revealOption: Option = {
  type: "boolean",
  help: "Put the values themselves into the report. Keep it to yourself then",
};

/** What is known already. */
export const baselineOption: Option = {
  type: "string",
  takes: "FILE",
  help: "Count apart what this baseline, or another scanner's report, knows",
};
