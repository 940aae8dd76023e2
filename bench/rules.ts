// What each rule is worth and what it costs.
// node bench/run.ts rules [--corpus FILE] [--rounds 5]     TARE_RULES_MS=150 (for each rule's worst text)
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { entries, fileOf } from "../corpus/plants.ts";
import { type Matcher, matcher } from "../src/engine/matcher.ts";
import { builtCompiled, builtRules } from "./built.ts";
import { cleanCorpora, filesBelow } from "./clean/corpora.ts";
import { examplesIn } from "./detect/corpus.ts";
import type { Flags } from "./flags.ts";
import { attacked } from "./hostile.ts";
import { dataFolder } from "./measure.ts";
import { idleRules } from "./rules/idle.ts";
import { timesOf } from "./rules/share.ts";
import { publish, table } from "./table.ts";

/** Larger files are left out: they are read at once. */
const mostBytes = 16_000_000;
/** How many rules the speed with all is compared with. */
const few = 80;
/** How much text that is done over, in bytes. */
const textBytes = 20_000_000;

/** Writes `bench/results/rules.md`. */
export async function rules({ corpus, rounds }: Flags): Promise<void> {
  const compiled = await builtCompiled();
  const everything = matcher(builtRules, compiled);
  const files = filesOf(corpus);
  const idle = idleRules(builtRules, compiled, files);
  const silent = idle.filter(({ places }) => places === 0);
  const covered = idle.filter(({ places }) => places > 0);
  publish("rules", "What rules are worth and what they cost", [
    `${builtRules.length} rules with a pattern. Without an example of what is found and one of what is ignored: ${withoutExamples().join(", ") || "none"}.`,
    "",
    ...speedLines(everything, files, rounds),
    "",
    "## Rules without which the same places are found",
    "",
    `Over ${files.length} files: ${corpus === undefined ? "no examples of others, " : "the examples of others, "}\`corpus/\` and clean data, but not the rules' own examples. An approximation:`,
    "each file is searched as text as it stands, so what formats, escapes or packing hide is not seen, and a finding that would only be",
    "left to another rule counts as found. A rule may be right and find nothing here.",
    "",
    `- nothing found (${silent.length}): ${silent.map(({ rule }) => rule.id).join(", ")}`,
    `- another rule finds each place too (${covered.length}): ${covered.map(({ rule, places }) => `${rule.id} (${places})`).join(", ")}`,
    "",
    "## The slowest megabyte for one rule",
    "",
    `Of what a search of ${budgetMs} ms for each rule found; \`hostile\` looks for longer.`,
    "",
    table([["rule", "ms alone", "ms among all", "text"], ...worst(everything)]),
  ]);
}

const withoutExamples = (): string[] =>
  builtRules
    .filter(
      ({ examples: { found, ignored } }) => [...found].length === 0 || [...ignored].length === 0,
    )
    .map(({ id }) => id);

function filesOf(corpus: string | undefined): string[] {
  const examples = corpus === undefined ? [] : examplesIn(corpus, join(dataFolder, "rules"));
  return [
    ...examples.map(({ file }) => file),
    ...entries.flatMap((entry) => [fileOf(entry, "planted"), fileOf(entry, "clean")]),
    ...cleanCorpora().flatMap(({ folder }) => filesBelow(folder)),
  ].filter((file) => statSync(file).size <= mostBytes);
}

function speedLines(everything: Matcher, files: readonly string[], rounds: number): string[] {
  const step = builtRules.length / few;
  const some = Array.from({ length: few }, (_, at) => builtRules[Math.floor(at * step)]);
  const text = textOf(files);
  const [all, part] = timesOf(
    everything,
    some.filter((each) => each !== undefined),
    text,
    rounds,
  );
  const rate = (seconds: number): string => (text.length / 1e6 / seconds).toFixed(0);
  return [
    `Over ${(text.length / 1e6).toFixed(0)} MB of clean Python, Markdown and HTML: ${rate(all)} MB/s of CPU time with all rules, ${rate(part)} with each ${step.toFixed(1)}th (${few}),`,
    `ratio ${(part / all).toFixed(2)}. The engine alone, least of ${rounds} rounds that take turns.`,
  ];
}

/** Every so manieth file, so that no library is all of it. */
function textOf(files: readonly string[]): Buffer {
  const texts = files.filter((file) => /\.(?:py|md|html)$/.test(file));
  const step = Math.max(1, texts.length >> 11);
  const some = texts.filter((_, at) => at % step === 0).map((file) => readFileSync(file));
  return Buffer.concat(some).subarray(0, textBytes);
}

const budgetMs = Number(process.env["TARE_RULES_MS"] ?? 150);

function worst(everything: Matcher): (string | number)[][] {
  return builtRules
    .map((rule) => attacked(rule, everything, budgetMs))
    .toSorted((one, other) => other.alone - one.alone)
    .slice(0, 10)
    .map(({ rule, alone, among, text }) => [
      rule.id,
      alone.toFixed(0),
      among.toFixed(0),
      `\`${text}\``,
    ]);
}
