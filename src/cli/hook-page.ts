import { relative } from "node:path";
import { type Finding, rank, type Severity } from "../core/finding.ts";
import type { Checked } from "../fortify/hook/check.ts";
import type { HookStage } from "../fortify/hook/script.ts";
import { fileOf } from "../core/blob.ts";
import { globOf } from "../core/glob.ts";
import { wrap } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import { findingLines } from "../report/text.ts";
import type { Shell } from "./command.ts";
import type { Values } from "./options.ts";

/** What a hook looked at, and what of that blocks. */
export interface Verdict extends Checked {
  readonly stage: HookStage;
  /** The folder of the working tree. */
  readonly root: string;
  readonly blocking: readonly Finding[];
  /** Whether what was not inspected blocks, too. */
  readonly isStrict: boolean;
}

/** @param failOn The severity from which on a finding blocks. */
export const blockingIn = (findings: readonly Finding[], failOn: Severity): readonly Finding[] =>
  findings.filter(({ severity }) => rank(severity) >= rank(failOn));

/** 1 where something blocks, 3 where something was not inspected, else 0. */
export function statusOf({ blocking, gaps, isStrict }: Verdict): number {
  if (blocking.length > 0) return 1;
  return gaps.length > 0 && isStrict ? 3 : 0;
}

const acts = {
  "pre-commit": { noun: "commit", from: "what you staged" },
  "pre-push": { noun: "push", from: "the commits that you push" },
} as const satisfies Record<HookStage, object>;

/** Says what blocks, where, and how to go on. */
export function printVerdict(verdict: Verdict, values: Values, shell: Shell): void {
  const isFine = statusOf(verdict) === 0;
  if (isFine && values["quiet"] === true) return;
  const say = isFine ? shell.err : shell.out;
  say(`tare: ${headline(verdict)}\n`);
  const options = { ...pageOptions(values, shell), quiet: false };
  const findings = options.verbose ? verdict.added : verdict.blocking;
  for (const piece of findingLines({ findings, gaps: verdict.gaps }, options)) say(piece);
  const ways = [...waysOn(verdict)].map((way) => entry(way, options.columns));
  if (ways.length > 0) say(`\nHow to go on\n${ways.join("")}`);
  if (options.verbose && verdict.old.length > 0) {
    say("\nThere before, and not counted\n");
    for (const piece of findingLines({ findings: verdict.old, gaps: [] }, options)) say(piece);
  }
  const apart = [...apartWords(verdict)].map((each) => lines(each, options.columns, ""));
  if (apart.length > 0) say(`\n${apart.join("")}`);
}

/** How a hook's page looks. */
export const pageOptions = (values: Values, { colour, columns }: Shell) => ({
  colour,
  columns: Math.max(40, columns ?? 80),
  verbose: values["verbose"] === true,
});

function headline(verdict: Verdict): string {
  const { noun, from } = acts[verdict.stage];
  switch (statusOf(verdict)) {
    case 0:
      return `${noun} may go on: ${plural(verdict.files, "file")} looked at`;
    case 1:
      return `${noun} blocked: ${plural(verdict.blocking.length, "finding")} in ${from}`;
    default:
      return `${noun} blocked: not all of ${from} could be inspected`;
  }
}

/** What is to be copied stays on one line, however long that is. */
type Way = readonly [what: string, how: string, isCopied?: boolean];

/** What people can do about a secret, before it leaves the machine. */
const takeOut: Readonly<Record<HookStage, string>> = {
  "pre-commit":
    "take it out of the file, read it from the environment, and 'git add' the file again",
  "pre-push":
    "take it out of the commits that hold it: 'git commit --amend' for the last one, else 'git rebase -i'; a commit more on top does not help",
};

const withoutCommit = (path: string): string => path.replace(/^[0-9a-f]{10}:/, "");

/** How to let a finding pass that is none. */
const excuses = ({ rule, location: { path } }: Finding, root: string): readonly Way[] => [
  ["No secret", `end its line with a comment that says why: tare:allow=${rule}: why`],
  ["", "or add a line to .tare-ignore:"],
  ["", `${globOf(relative(root, withoutCommit(fileOf(path))))} rule=${rule} -- why`, true],
];

const goOnGap: Way = [
  "Not inspected",
  "look at it yourself; then name it in tare.yaml, 'exclude:', or run with --allow-gaps",
];

function* waysOn({ stage, root, blocking, gaps, isStrict }: Verdict): Generator<Way> {
  const [first] = blocking;
  if (first) {
    yield ["A secret", takeOut[stage]];
    yield* excuses(first, root);
  }
  if (gaps.length > 0 && isStrict) yield goOnGap;
}

const labelColumns = 15;

const entry = ([what, how, isCopied = false]: Way, columns: number): string =>
  lines(how, isCopied ? Infinity : columns, " ".repeat(labelColumns + 2)).replace(
    /^ {17}/,
    `  ${what.padEnd(labelColumns)}`,
  );

const lines = (text: string, columns: number, indent: string): string =>
  wrap(text, columns - indent.length)
    .map((line) => `${indent}${line}\n`)
    .join("");

/** What does not block, in sentences. */
function* apartWords({
  added,
  blocking,
  old,
  known,
  allowed,
  excluded,
}: Verdict): Generator<string> {
  const lesser = added.length - blocking.length;
  if (old.length > 0)
    yield `${plural(old.length, "finding")} in these files ${were(old.length)} there before: 'tare hook run --update-baseline' puts such into the baseline`;
  if (lesser > 0) yield `${plural(lesser, "finding")} below --fail-on: --verbose lists them`;
  if (known.length > 0) yield `${plural(known.length, "finding")} known to the baseline`;
  if (allowed > 0) yield `${plural(allowed, "finding")} let pass by somebody`;
  if (excluded > 0) yield `${plural(excluded, "file")} left out by tare.yaml, not scanned`;
}

const were = (count: number): string => (count === 1 ? "was" : "were");
