// Recall and false alarms on examples that others keep beside their rules: tare and other scanners, on the same files.
// node bench/run.ts detect --corpus FILE [--patience 900]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, rank } from "../src/core/finding.ts";
import { type Example, examplesIn } from "./detect/corpus.ts";
import { overlaps } from "./detect/overlaps.ts";
import type { Flags } from "./flags.ts";
import { dataFolder } from "./measure.ts";
import { missing } from "./peers/peer.ts";
import { scanners, type Seen, tareFindings } from "./peers/scanners.ts";
import { publish, table } from "./table.ts";

/** What one tool reports, by file. */
interface Column {
  readonly title: string;
  readonly version?: string;
  readonly seen: ReadonlyMap<string, readonly Seen[]>;
}

interface Part {
  readonly title: string;
  readonly examples: readonly Example[];
}

/** Writes `bench/results/detect.md`, and what to look at to `bench/data/detect-*.txt`. */
export function detect({ corpus, patience }: Flags): Promise<void> {
  if (corpus === undefined) throw new Error("detect: --corpus FILE is missing");
  const folder = join(dataFolder, "detect");
  const examples = examplesIn(corpus, folder);
  const secrets = tareFindings(folder).filter((each) => each.class === "secret");
  const found = column("tare", secrets.map(seenBy));
  const columns = [
    found,
    column("tare, ≥ medium", secrets.filter(isMedium).map(seenBy)),
    ...others(folder, patience),
  ];
  const positives = partsOf(examples.filter(({ kind }) => kind === "positive"));
  const negatives = partsOf(examples.filter(({ kind }) => kind === "negative"));
  const expected = partsOf(examples.filter(({ kind, expect }) => kind === "positive" && expect));
  writeList(
    "misses",
    examples.filter((each) => each.kind === "positive" && !hit(found, each)),
  );
  writeList(
    "alarms",
    examples.filter((each) => each.kind === "negative" && hit(found, each)),
  );
  publish("detect", "Secrets found in examples of other scanners", [
    `${examples.length} texts that the authors of scanners keep beside their rules, each a file of its own, read by all tools in one run.`,
    "A text counts as found when a tool reports any secret in it; of tare, findings of class secret. `≥ medium` is severity and confidence.",
    "A source is at home in its own examples. A negative of one rule can rightly be another rule's secret.",
    `The AI part is the texts whose rule names a provider of \`detect/providers.txt\`.`,
    columns.flatMap(({ title, version }) => (version ? [`${title} ${version}`] : [])).join(", ") +
      ".",
    "",
    "## Positives found",
    "",
    share(positives, columns, hit),
    "",
    "## Positives of which the expected value was found",
    "",
    "Where the source says what the secret is: what is reported overlaps it, or has its SHA-1.",
    "",
    share(expected, columns, shows),
    "",
    "## Negatives alarmed",
    "",
    share(negatives, columns, hit),
  ]);
  return Promise.resolve();
}

/** The other tools, without those that cannot be had or do not end. */
function others(folder: string, patience: number): Column[] {
  return scanners().flatMap((scanner) => {
    if (scanner.kind === "missing") return [];
    const { title, version } = scanner;
    try {
      return [{ ...column(title, scanner.look(folder, patience)), version }];
    } catch (error) {
      missing(title, error);
      return [];
    }
  });
}

const column = (title: string, seen: readonly Seen[]): Column => ({
  title,
  seen: Map.groupBy(seen, ({ file }) => file),
});

const seenBy = ({ location, rule, value }: Finding): Seen => ({
  file: location.path.split("!/")[0] ?? "",
  rule,
  ...(value !== undefined && { value }),
});

const isMedium = ({ severity, confidence }: Finding): boolean =>
  rank(severity) >= rank("medium") && confidence !== "low";

function partsOf(examples: readonly Example[]): Part[] {
  const sources = [...Map.groupBy(examples, ({ source }) => source)];
  return [
    ...sources.map(([title, some]) => ({ title, examples: some })),
    { title: "**AI and ML**", examples: examples.filter(isOfAi) },
    { title: "**all**", examples },
  ];
}

const providers = readFileSync(join(import.meta.dirname, "detect/providers.txt"), "utf8")
  .split("\n")
  .filter((line) => line !== "");

const isOfAi = ({ rule }: Example): boolean =>
  providers.some((each) =>
    `-${rule.toLowerCase().replaceAll(/[\W_]+/g, "-")}-`.includes(`-${each}-`),
  );

type Counts = (column: Column, example: Example) => boolean;

const hit: Counts = ({ seen }, { file }) => seen.has(file);

const shows: Counts = ({ seen }, { file, text, expect = "" }) =>
  (seen.get(file) ?? []).some((each) => overlaps(each, text, expect));

/** Of each part and column, how many of its texts count, in per cent and as a number. */
const share = (parts: readonly Part[], columns: readonly Column[], counts: Counts): string =>
  table([
    ["source", "texts", ...columns.map(({ title }) => title)],
    ...parts.map(({ title, examples }) => [
      title,
      examples.length,
      ...columns.map((each) => {
        const some = examples.filter((example) => counts(each, example)).length;
        return `${((100 * some) / Math.max(1, examples.length)).toFixed(1)} % (${some})`;
      }),
    ]),
  ]);

/** For people to look at: it holds the texts, so git ignores it. */
function writeList(name: string, examples: readonly Example[]): void {
  const lines = examples
    .map(({ rule, source, text }) => `${rule}\t${source}\t${JSON.stringify(text.slice(0, 400))}`)
    .toSorted();
  writeFileSync(join(dataFolder, `detect-${name}.txt`), `${lines.join("\n")}\n`);
}
