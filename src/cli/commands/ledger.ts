import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { refuseForeign } from "../options.ts";

/** The options of one verb. */
const meantFor = { show: ["type", "last", "format"], add: ["at"], export: ["output"] } as const;

const verbs = ["show", "verify", "export", "send", "add"] as const;

export const ledger: Command = {
  name: "ledger",
  summary: "Show, check, export, send or add to what happened in a project",
  takes: "show | verify | export | send [PATH] | add TYPE FIELD=VALUE…",
  details: `show    lists the events of the project's .tare/ledger.jsonl
verify  says where a line was changed, removed or put in; exits with 1 then
export  writes its lines as they stand, so that whoever has them can verify them
send    sends to TARE_SERVER, with TARE_TOKEN, what that does not have; commands
        do that by themselves, later. At the end of a pipeline, say it
add     writes down what tare did not see: canaries, alerts, credentials, roles,
        drills and releases. A missing field is asked for with all there are

PATH is the project's folder, or a file that 'export' wrote; else it is the
working folder.`,
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
    at: {
      type: "string",
      takes: "TIME",
      help: "add: when it happened, as 2026-11-29T10:00Z; else now",
    },
    output: { type: "string", short: "o", takes: "FILE", help: "export: write to FILE" },
  },

  async run([verb = "", ...operands], values, shell) {
    if (verbs.some((each) => each === verb)) refuseForeign(ledger, verb, meantFor, values);
    if (verb === "add")
      return (await import("../ledger-add.ts")).addToLedger(operands, values, shell);
    const [folder = ".", ...others] = operands;
    if (!verbs.some((each) => each === verb) || others.length > 0)
      throw new TareError("usage", `ledger takes ${verbs.join(", ")}, and a folder`, {
        hint: "see 'tare ledger --help'",
      });
    switch (verb as Exclude<(typeof verbs)[number], "add">) {
      case "show":
        return (await import("../ledger-show.ts")).showLedger(folder, values, shell);
      case "verify":
        return (await import("../ledger-show.ts")).verifyLedger(folder, shell);
      case "export":
        return (await import("../ledger-show.ts")).exportLedger(folder, values, shell);
      case "send":
        return (await import("../ledger-send.ts")).sendNow(folder, shell);
    }
  },
};
