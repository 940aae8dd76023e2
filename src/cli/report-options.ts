import { severities } from "../core/finding.ts";
import type { Option, Options } from "./options.ts";
import { also, formats } from "./report-formats.ts";

/** What every command that gives a report is asked: how, where to, and from when on it fails. */
export const reportOptions: Options = {
  format: { type: "string", short: "f", takes: "FORMAT", oneOf: formats, help: "How to report" },
  output: {
    type: "string",
    short: "o",
    takes: "FILE",
    help: "Write the report to FILE, whole or not at all; its ending says the format",
  },
  also,
  "fail-on": {
    type: "string",
    takes: "SEVERITY",
    oneOf: severities,
    usual: "high",
    help: "Exit with 1 from this severity on",
  },
};

/** What is known already. */
export const baselineOption: Option = {
  type: "string",
  takes: "FILE",
  help: "Count apart what this baseline, or another scanner's report, knows",
};
