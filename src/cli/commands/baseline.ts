import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { type Options, text, type Values } from "../options.ts";
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
  reason: { type: "string", takes: "TEXT", help: "write --accept: why" },
  owner: { type: "string", takes: "NAME", help: "write --accept: who answers for it" },
  expires: { type: "string", takes: "DAY", help: "write --accept: the last day on which it holds" },
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
    const { write, merge, audit } = await import("../baselines.ts");
    if (verb === "write") return write(operands, checked(values), shell);
    return verb === "merge" ? merge(operands, values, shell) : audit(operands, values, shell);
  },
};

/** @throws {TareError} `usage`: an acceptance is not what it has to be. */
function checked(values: Values): Values {
  const told = ["reason", "owner", "expires"].filter((name) => values[name] !== undefined);
  if (values["accept"] !== true && told.length > 0)
    throw new TareError("usage", `--${told[0]} needs --accept`);
  if (values["accept"] === true && (text(values, "reason") ?? "").trim() === "")
    throw new TareError("usage", "--accept needs a reason", { hint: "add --reason 'why'" });
  const day = text(values, "expires");
  if (day !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(day) && Date.parse(day) > 0))
    throw new TareError("usage", `--expires takes a day such as 2027-01-31, not '${day}'`);
  return values;
}
