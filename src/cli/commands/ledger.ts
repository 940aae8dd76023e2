import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";

const verbs = ["show", "verify"] as const;

export const ledger: Command = {
  name: "ledger",
  summary: "Show what tare did in a project, or check that nobody changed that",
  takes: "show | verify [DIR]",
  details: `show    lists the events of the project's .tare/ledger.jsonl
verify  says where a line was changed, removed or put in; exits with 1 then

DIR is the project, else it is the working folder's.`,
  options: {
    type: {
      type: "string",
      takes: "TYPE",
      multiple: true,
      help: "show: only these events, as commit-blocked",
    },
    last: { type: "string", takes: "N", help: "show: only the last N" },
    format: {
      type: "string",
      short: "f",
      takes: "FORMAT",
      oneOf: ["text", "jsonl"],
      default: "text",
      help: "show: how to list",
    },
  },

  async run([verb, folder = ".", ...others], values, shell) {
    if (!verbs.some((each) => each === verb) || others.length > 0)
      throw new TareError("usage", `ledger takes ${verbs.join(" or ")}, and a folder`, {
        hint: "see 'tare ledger --help'",
      });
    const { showLedger, verifyLedger } = await import("../ledger-show.ts");
    return verb === "show" ? showLedger(folder, values, shell) : verifyLedger(folder, shell);
  },
};
