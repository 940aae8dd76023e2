import { severities } from "../../core/finding.ts";
import { TareError } from "../../core/error.ts";
import { stages as gitStages } from "../../fortify/hook/script.ts";
import type { Command } from "../command.ts";
import { type Options, refuseForeign, text, type Values } from "../options.ts";
import { scanOptions } from "../scan-options.ts";

const options: Options = {
  stage: {
    type: "string",
    takes: "STAGE",
    oneOf: [...gitStages, "pre-upload"],
    usual: "pre-commit",
    help: "run: what is about to happen",
  },
  "pre-commit": {
    type: "boolean",
    help: "install: the hook that runs before a commit; the default",
  },
  "pre-push": { type: "boolean", help: "install: the hook that runs before a push" },
  force: {
    type: "boolean",
    help: "install: where another hook is, keep it and run it first",
  },
  repository: {
    type: "string",
    short: "C",
    takes: "DIR",
    help: "The repository; else the one of the working folder",
  },
  "fail-on": {
    type: "string",
    takes: "SEVERITY",
    oneOf: severities,
    usual: "high",
    help: "run: what blocks, from this severity on",
  },
  "allow-gaps": { type: "boolean", help: "run: what could not be inspected does not block" },
  "update-baseline": {
    type: "boolean",
    help: "run: add old findings of the changed files to the baseline",
  },
  baseline: { type: "string", takes: "FILE", help: "run: what this baseline knows does not block" },
  from: {
    type: "string",
    takes: "COMMIT",
    help: "run pre-push: only what comes after this commit",
  },
  to: { type: "string", takes: "COMMIT", help: "run pre-push: up to this commit, with --from" },
  "files-from": {
    type: "string",
    takes: "FILE",
    help: "run pre-upload: the files that go up, one a line; - for standard input",
  },
  ...scanOptions,
  quiet: {
    type: "boolean",
    short: "q",
    not: ["verbose"],
    help: "Say nothing where nothing blocks",
  },
  verbose: { type: "boolean", short: "v", help: "List also what does not block" },
};

const verbs = ["install", "uninstall", "run"] as const;

/** Options that mean something to one verb, or one stage of `run`, alone. */
const meantFor: Readonly<Record<string, readonly string[]>> = {
  install: ["pre-commit", "pre-push", "force"],
  run: ["stage", "fail-on", "allow-gaps", "update-baseline", "baseline"],
  "run --stage pre-push": ["from", "to"],
  "run --stage pre-upload": ["files-from"],
};

/** Whoever names a range and no stage must not learn that nothing is staged. @throws {TareError} `usage` */
function refuseElsewhere(verb: string, values: Values): void {
  const stage = text(values, "stage") ?? "pre-commit";
  const call = verb === "run" ? `run --stage ${stage}` : verb;
  refuseForeign(hook, call, meantFor, values);
}

export const hook: Command = {
  name: "hook",
  summary: "Stop commits, pushes and uploads that would give something away",
  takes: "install | uninstall | run [OPTION…] [FILE…|DIR]",
  details: `install    writes the hooks where git looks for them
uninstall  takes them away, and puts back what was there before
run        looks at what is about to happen:
  pre-commit   what is staged, or of that the FILEs
  pre-push     the commits that git says on standard input, or --from and --to
  pre-upload   all of DIR, and whether each file belongs to a release

Only what was added or changed blocks; what was there before is counted.
Exit status: 0 go on; 1 blocked; 3 nothing found, but something was not
inspected; otherwise as of 'tare scan'.`,
  options,

  async run([verb = "", ...operands], values, shell) {
    if (!verbs.some((each) => each === verb))
      throw new TareError("usage", `hook takes ${verbs.join(", ")}, not '${verb}'`, {
        hint: "see 'tare hook --help'",
      });
    refuseElsewhere(verb, values);
    if (verb === "run") {
      const { runHook } = await import("../hook-run.ts");
      return runHook(operands, values, { options, shell });
    }
    if (operands.length > 0)
      throw new TareError("usage", `hook ${verb} takes no '${operands.join(" ")}'`, {
        hint: "name another repository with --repository",
      });
    const { installHooks, uninstallHooks } = await import("../hook-install.ts");
    return verb === "install" ? installHooks(values, shell) : uninstallHooks(values, shell);
  },
};
