import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { type Options, text, type Values } from "../options.ts";
import { textOrJson } from "../report-options.ts";
import { configOption, noProgressOption } from "../scan-options.ts";

const options: Options = {
  repo: {
    type: "string",
    takes: "DIR",
    help: "The repository that the release is made from: its pipelines, code and history count, too",
  },
  attest: {
    type: "string",
    takes: "FILE",
    help: "Write what was judged, with the digest of each file, to FILE (in-toto)",
  },
  key: {
    type: "string",
    takes: "FILE",
    with: ["attest", "verify"],
    help: "Sign with this Ed25519 key in PEM; with --verify its public half",
  },
  verify: {
    type: "string",
    takes: "FILE",
    help: "Check that TARGET is what passed the gate by this attestation",
  },
  confirm: {
    type: "string",
    takes: "ITEM",
    help: "Say that a point of the checklist holds for TARGET as it is; it is written down",
  },
  note: {
    type: "string",
    takes: "TEXT",
    with: ["confirm"],
    help: "What you looked at, with --confirm",
  },
  config: configOption("the target's folder"),
  format: textOrJson(),
  "no-progress": noProgressOption,
};

/** What judges, checks and confirms: one of it at a time. */
const acts = ["attest", "verify", "confirm"];

/** @throws {TareError} `usage`: two things are to be done. */
function refuseTwo(values: Values): void {
  const [first, second] = acts.filter((name) => name in values);
  if (first !== undefined && second !== undefined)
    throw new TareError("usage", `--${first} and --${second} are two things to do`, {
      hint: "run 'tare gate' once for each",
    });
}

export const gate: Command = {
  name: "gate",
  summary: "Say whether a release may go out, by a checklist",
  takes: "[OPTION…] TARGET",
  details: `Each point of the checklist is judged by what is there: the scan of TARGET, the
audit and the history of --repo, the project's ledger; or a person confirms it.
What nobody knows has not passed. tare.yaml says which points are asked, and
which may pass until a day although they do not hold (checklist:).

Exit status: 0 it may be released; 1 a point does not hold, or an attestation is
refused; 2 used wrongly; 3 nothing speaks against it, but a point is open.`,
  options,

  async run([target, ...others], values, shell) {
    if (target === undefined || others.length > 0)
      throw new TareError("usage", "gate takes one release", { hint: "name its file or folder" });
    refuseTwo(values);
    const { confirmed, judged, verified } = await import("../gating.ts");
    if (text(values, "verify") !== undefined) return verified(target, values, shell);
    if (text(values, "confirm") !== undefined) return confirmed(target, values, shell);
    return judged(target, values, shell);
  },
};
