import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { type Options, refuseForeign, text, type Values } from "../options.ts";
import { textOrJson } from "../report-options.ts";
import { scanOptions } from "../scan-options.ts";

const options: Options = {
  file: {
    type: "string",
    takes: "FILE",
    help: "The baseline; else the one that tare.yaml names, or tare.baseline.jsonl",
  },
  prune: { type: "boolean", help: "write: take out what the targets no longer hold" },
  accept: { type: "boolean", help: "write: what is new is accepted, not open" },
  reason: { type: "string", takes: "TEXT", with: ["accept"], help: "write --accept: why" },
  owner: {
    type: "string",
    takes: "NAME",
    with: ["accept"],
    help: "write --accept: who answers for it",
  },
  expires: {
    type: "string",
    takes: "DAY",
    with: ["accept"],
    help: "write --accept: the last day on which it holds",
  },
  from: {
    type: "string",
    takes: "REPORT",
    help: "write: only what this report or baseline of another scanner knows",
  },
  base: { type: "string", takes: "FILE", help: "merge: the baseline that both come from" },
  output: { type: "string", short: "o", takes: "FILE", help: "merge: write the result to FILE" },
  format: textOrJson("audit: how to list"),
  ...scanOptions,
};

/** The options of one verb. */
const meantFor = {
  write: ["prune", "accept", "from"],
  merge: ["base", "output"],
  audit: ["format"],
} as const;

const verbs = ["write", "merge", "audit"] as const;

export const baseline: Command = {
  name: "baseline",
  summary: "Write, merge and audit the list of known findings",
  takes: "write TARGET… | merge OURS THEIRS | audit [TARGET…]",
  details: `A finding is known by its rule and value, wherever it stands: moved it is the
same, rotated it is new. 'tare scan --baseline FILE' counts what is known apart.

write   adds what the targets hold and the file does not; entries stay as they are
merge   joins two files; with --base as git's merge drivers do
audit   lists what is over, without a reason or, with TARGETs, gone; exits with 1
        if there is any

Edit the file by hand to accept one entry: "state":"accepted","reason":"…".`,
  options,

  async run([verb, ...operands], values, shell) {
    if (!verbs.some((each) => each === verb))
      throw new TareError("usage", `baseline takes ${verbs.join(", ")}, not '${verb ?? ""}'`, {
        hint: "see 'tare baseline --help'",
      });
    refuseForeign(baseline, verb ?? "", meantFor, values);
    const { write, merge, audit } = await import("../baselines.ts");
    if (verb === "write") return write(operands, checked(values), shell);
    return verb === "merge" ? merge(operands, values, shell) : audit(operands, values, shell);
  },
};

/** @throws {TareError} `usage`: an acceptance is not what it has to be. */
function checked(values: Values): Values {
  if (values["accept"] === true && (text(values, "reason") ?? "").trim() === "")
    throw new TareError("usage", "--accept needs a reason", { hint: "add --reason 'why'" });
  const day = text(values, "expires");
  if (day === undefined) return values;
  if (!isDay(day))
    throw new TareError("usage", `--expires takes a day such as 2027-01-31, not '${day}'`);
  if (day < new Date().toISOString().slice(0, 10))
    throw new TareError("usage", `--expires ${day} is over`, {
      hint: "give the last day on which it holds",
    });
  return values;
}

/** Whether a text is a day of the calendar: 31 February is none. */
function isDay(day: string): boolean {
  const at = Date.parse(day);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === day;
}
