import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { textOrJson } from "../report-options.ts";

export const metrics: Command = {
  name: "metrics",
  summary: "Show the battlecard's gauges for this project",
  takes: "[OPTION…] [PATH]",
  details: `Each gauge is a query over what tare wrote down in .tare/ledger.jsonl, the same
that 'tare serve' runs for all projects. Where nothing was written down it says
so, and what to do. The bars are the last 13 weeks. docs/gauges.md explains each.
PATH is the project's folder, or a file that 'tare ledger export' wrote.`,
  options: {
    format: textOrJson("How to show them"),
  },

  async run([folder = ".", ...others], values, shell) {
    if (others.length > 0)
      throw new TareError("usage", "metrics takes one folder", { hint: "'tare serve' shows all" });
    const { showMetrics } = await import("../metrics.ts");
    return showMetrics(folder, values, shell);
  },
};
