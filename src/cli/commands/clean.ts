import { TareError } from "../../core/error.ts";
import { type CleanProfile, cleanProfiles } from "../../fortify/clean/policy.ts";
import { wrap } from "../../report/kit/width.ts";
import type { Command } from "../command.ts";
import { type Options, text, type Values } from "../options.ts";
import { textOrJsonUsually } from "../report-options.ts";
import { scanOptions } from "../scan-options.ts";

const options: Options = {
  output: {
    type: "string",
    short: "o",
    takes: "DIR",
    help: "Write a clean copy to DIR, which is not there yet: whole or not at all",
  },
  "in-place": {
    type: "boolean",
    help: "Change the files themselves; --undo takes that back",
  },
  "dry-run": { type: "boolean", short: "n", help: "Show what would be changed, and write nothing" },
  undo: { type: "boolean", help: "Take back what --in-place did, or what it was stopped in" },
  commit: {
    type: "boolean",
    help: "Delete what --undo needs. It holds what was taken out, secrets too",
  },
  interactive: { type: "boolean", short: "i", help: "Ask about each change" },
  keep: {
    type: "string",
    takes: "WHAT",
    multiple: true,
    help: "Leave this as it is: a glob of paths, a rule, or a class",
  },
  drop: {
    type: "string",
    takes: "WHAT",
    multiple: true,
    help: "Take this out, too; files that a glob names are left out",
  },
  risky: {
    type: "boolean",
    help: "Make changes, too, that may break what loads the model",
  },
  baseline: {
    type: "string",
    takes: "FILE",
    help: "Leave what this baseline, or another scanner's report, knows",
  },
  receipt: {
    type: "string",
    takes: "FILE",
    help: "Where the receipt for 'tare prove' goes (default: DIR.receipt.json; none in place)",
  },
  "no-receipt": { type: "boolean", not: ["receipt"], help: "Write no receipt" },
  key: { type: "string", takes: "FILE", help: "Sign the receipt by this Ed25519 key, in PEM" },
  opening: {
    type: "string",
    takes: "FILE",
    help: "Keep what 'prove --opening' needs to compare the receipt with the original",
  },
  plan: {
    type: "string",
    takes: "FILE",
    help: "Write the replacements for git filter-repo to FILE. It holds the secrets",
  },
  format: textOrJsonUsually,
  ...scanOptions,
  profile: {
    type: "string",
    short: "p",
    takes: "NAME",
    oneOf: cleanProfiles.map(({ id }) => id),
    usual: cleanProfiles[0].id,
    help: "What is taken out",
  },
  quiet: { type: "boolean", short: "q", not: ["verbose"], help: "Say only the verdict" },
  verbose: { type: "boolean", short: "v", help: "List every change" },
};

function profileLine({ id, title }: CleanProfile): string {
  const lines = wrap(title, 60);
  return `  ${id.padEnd(14)}${lines.join(`\n${" ".repeat(16)}`)}`;
}

export const clean: Command = {
  name: "clean",
  summary: "Take out what a release gives away, without touching a weight",
  takes: "[OPTION…] TARGET… (-o DIR | --in-place | --dry-run)",
  details: `Profiles:
${cleanProfiles.map(profileLine).join("\n")}

  tare clean release -o release-clean      a clean copy; the original stays
  tare clean release --in-place            only the bytes that change are written
  tare clean release --undo                as it was before

Exit status: 0 nothing is left; 1 something is left; 2 used wrongly; 3 nothing
is left in what was inspected, but something was not; 4 the disk or the system
failed, and nothing was changed; 70 a bug.`,
  options,

  async run(operands, given, shell) {
    if (operands.length === 0)
      throw new TareError("usage", "nothing to clean", { hint: "name a file or a folder" });
    if (operands.includes("-"))
      throw new TareError("usage", "standard input is no target", {
        hint: "use 'tare redact' for a stream",
      });
    for (const each of operands) refuseHistory(each);
    const { cleaned, committed, undone } = await import("../cleaning.ts");
    const asked = { given, options, shell };
    switch (modeOf(given)) {
      case "undo":
        return undone(operands, shell);
      case "commit":
        return committed(operands, shell);
      case "output":
        return cleaned(operands, { kind: "folder", path: text(given, "output") ?? "" }, asked);
      case "in-place":
        return cleaned(operands, { kind: "in-place" }, asked);
      case "dry-run":
        return cleaned(operands, { kind: "nowhere" }, asked);
    }
  },
};

/** @throws {TareError} `usage`: it is no file or folder, but what is named by digests. */
function refuseHistory(target: string): void {
  if (target.startsWith("git:"))
    throw new TareError("usage", "tare does not rewrite history", {
      hint: "clean the working tree: it says what to do about the commits",
    });
  if (target.startsWith("image:"))
    throw new TareError("usage", "tare does not rewrite images: their layers are named by digest", {
      hint: "clean the files that it is built from, and build it anew",
    });
}

/** What chooses some of the changes. */
const choices = ["keep", "drop", "class", "rule", "profile", "interactive"];

const modes = ["undo", "commit", "dry-run", "in-place", "output"] as const;
type Mode = (typeof modes)[number];

/** @throws {TareError} `usage`: none is given, or two that exclude each other. */
function modeOf(given: Values): Mode {
  const asked = modes.filter((each) => given[each] !== undefined && given[each] !== false);
  const [first, second] = asked;
  if (first === undefined)
    throw new TareError("usage", "where to?", {
      hint: "give -o DIR for a clean copy, --in-place, or --dry-run to see what would be changed",
    });
  if (second !== undefined && first !== "dry-run")
    throw new TareError("usage", `--${first} and --${second} exclude each other`);
  const stray = choices.find((each) => each in given);
  if (stray !== undefined && (first === "undo" || first === "commit"))
    throw new TareError("usage", `--${stray} means nothing to --${first}`, {
      hint: `--${first} is about all that was done to the target`,
    });
  return first;
}
