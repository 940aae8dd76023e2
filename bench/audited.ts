// What the audit reports in repositories of others, and how much of it is true by the judgement of a person.
// node bench/run.ts audited [--seed WORD]
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packages } from "./audit/packages.ts";
import { type Audited, audited as auditOf, drawn, type Reported, shown } from "./audit/reported.ts";
import type { Flags } from "./flags.ts";
import { dataFolder } from "./measure.ts";
import { publish, table } from "./table.ts";

const drawnAtOnce = 30;
/** In seconds of CPU, for one repository. */
const limit = 10;

/** Judgements by hand, a line each: `true`, `minor` or `false`, and the key of a finding. */
const judgements = join(dataFolder, "audit", "judged.txt");
type Verdict = "true" | "minor" | "false";

/** Writes `bench/results/audit.md`, and what is to be judged to `bench/data/audit/`. */
export function audited({ seed }: Flags): Promise<void> {
  const all = packages.map((each) => {
    const done = auditOf(each);
    const { told, failed, reported } = done;
    const how = told ? `${told.cpuSeconds.toFixed(1)} s, ${reported.length} findings` : failed;
    process.stderr.write(`${each.name} ${each.version}: ${how}\n`);
    return done;
  });
  const verdicts = judged();
  publish("audit", "The audit on repositories of others", [
    `${all.length} packages of PyPI, npm and Debian that hold more of their repositories than code; \`bench/audit/packages.txt\` names them. No code of theirs is kept here.`,
    "",
    table([
      ["round", "packages", "files", "findings", "failed", `longer than ${limit} s`, "gaps"],
      ...rounds(all).map(([round, own]) => [round, ...sums(own)]),
    ]),
    "",
    "## Judged by hand",
    "",
    `${drawnAtOnce} of each part in an order that a digest gives (SHA-256 of the seed \`${seed}\` and the finding), at most four of one check, each read where it stands.`,
    "*Minor*: what is said is so, but nothing is given away there as the file stands.",
    "",
    table([
      ["round", "part", "drawn", "judged", "true", "minor", "false", "precision"],
      ...rounds(all).flatMap(([round, own]) => judgedRows(round, own, seed, verdicts)),
    ]),
    "",
    "## By check",
    "",
    table([["check", "findings"], ...byCheck(all.flatMap(({ reported }) => reported))]),
  ]);
  return Promise.resolve();
}

const rounds = (all: readonly Audited[]): (readonly [number, readonly Audited[]])[] => [
  ...Map.groupBy(all, ({ of }) => of.round),
];

function sums(own: readonly Audited[]): number[] {
  const count = (of: (each: Audited) => number): number =>
    own.reduce((total, each) => total + of(each), 0);
  return [
    own.length,
    count(({ told }) => told?.files ?? 0),
    count(({ reported }) => reported.length),
    count(({ failed }) => (failed === undefined ? 0 : 1)),
    count(({ told }) => ((told?.cpuSeconds ?? 0) > limit ? 1 : 0)),
    count(({ told }) => told?.gaps.length ?? 0),
  ];
}

/** One row for all of a round together, and one for each part of the audit; what was drawn is written down to be judged. */
function judgedRows(
  round: number,
  own: readonly Audited[],
  seed: string,
  verdicts: ReadonlyMap<string, Verdict>,
): (string | number)[][] {
  const reported = own.flatMap((each) => each.reported);
  const parts: (readonly [string, readonly Reported[]])[] = [
    ["all", reported],
    ...Map.groupBy(reported, ({ area }) => area),
  ];
  return parts.map(([part, some]) => {
    const sample = drawn(some, drawnAtOnce, seed);
    const name = `drawn-${round}-${part.replaceAll(" ", "-")}-${seed}.txt`;
    writeFileSync(join(dataFolder, "audit", name), sample.map(shown).join("\n"));
    const count = (wanted: Verdict): number =>
      sample.filter(({ key }) => verdicts.get(key) === wanted).length;
    const [right, minor, wrong] = [count("true"), count("minor"), count("false")];
    const done = right + minor + wrong;
    const precision = done === 0 ? "" : `${Math.round((100 * (right + minor)) / done)} %`;
    return [round, part, sample.length, done, right, minor, wrong, precision];
  });
}

function judged(): ReadonlyMap<string, Verdict> {
  const text = existsSync(judgements) ? readFileSync(judgements, "utf8") : "";
  return new Map(
    [...text.matchAll(/^(true|minor|false) (.+)$/gm)].map(([, verdict, key = ""]) => [
      key,
      verdict as Verdict,
    ]),
  );
}

const byCheck = (all: readonly Reported[]): (string | number)[][] =>
  [...Map.groupBy(all, ({ finding }) => finding.rule)]
    .map(([rule, some]) => [rule, some.length] as const)
    .toSorted(([, one], [, other]) => other - one)
    .map((row) => [...row]);
