// What cleaning leaves of the plants of corpus/, and whether real libraries load what it wrote.
// node bench/run.ts cleaned
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Cleaning, cleanedCorpus, type Load } from "../corpus/cleaning.ts";
import { venv } from "./peers/venv.ts";
import { publish, table } from "./table.ts";

/** Environments: what all but TensorFlow needs, beside Debian's PyTorch, and TensorFlow with its own kin. */
const environments = [
  { name: "load", list: "corpus/load.requirements.txt", options: ["--system-site-packages"] },
  { name: "load-graph", list: "corpus/build/requirements.graph.txt", options: [] },
] as const;

/** Writes `bench/results/cleaned.md`. */
export async function cleaned(): Promise<void> {
  const [first, ...others] = environments.map(({ name, list, options }) => {
    const pins = readFileSync(list, "utf8")
      .split("\n")
      .filter((line) => /^\w/.test(line));
    return join(venv(name, ["--no-deps", "--ignore-installed", ...pins], options), "python");
  });
  const folder = mkdtempSync(join(tmpdir(), "tare-cleaned-"));
  const all = await cleanedCorpus(folder, [first ?? "python3", ...others]);
  rmSync(folder, { recursive: true });
  const folders = Object.entries(
    Object.groupBy(all, ({ entry }) => entry.name.split("/")[0] ?? ""),
  );
  publish("cleaned", "Cleaned files", [
    "Each planted file of `corpus/`: all that tare finds is filled or packed anew, and bytes that nobody reads are wiped. *Left* are plants that",
    "tare still finds, and those that `corpus/seek.py` sees, which has Python's own zip, tar, gzip, bzip2, xz, zlib and base64 and nothing of tare;",
    "*seen* is how many it saw before. Refused plants stay, and tare says why. *Loads* counts what real libraries load, and *same* how often",
    "all tensors, outputs, numbers and types are those of the file before, by their SHA-256.",
    "",
    table([
      [
        "folder",
        "files",
        "plants",
        "seen",
        "left",
        "left, others",
        "not refused",
        "loads",
        "same",
        "libraries",
      ],
      ...folders.map(([name, some = []]) => [name, ...counts(some)]),
      ["**all**", ...counts(all).slice(0, -1), ""],
    ]),
    "",
    ...printedRefusals(all),
    "",
    ...all.flatMap(differences),
  ]);
}

function counts(some: readonly Cleaning[]): (string | number)[] {
  const sum = (of: (each: Cleaning) => number): number =>
    some.reduce((total, each) => total + of(each), 0);
  const loads = some.flatMap((each) => each.loads).filter(({ before }) => "digest" in before);
  return [
    some.length,
    sum(({ plants }) => plants.length),
    sum(({ seen }) => seen),
    sum(({ left }) => left.tare.length),
    sum(({ left }) => left.others.length),
    sum(({ left, refusals }) => (refusals.length > 0 ? 0 : left.tare.length + left.others.length)),
    loads.length,
    loads.filter(isSame).length,
    [...new Set(loads.map(({ library }) => library))].join(", "),
  ];
}

const isSame = ({ before, after }: Load): boolean =>
  "digest" in before && "digest" in after && before.digest === after.digest;

/** Why plants stay, with how many values and in which files. */
function printedRefusals(all: readonly Cleaning[]): string[] {
  const told = all.flatMap(({ entry, refusals }) =>
    refusals.map(({ reason }) => ({ reason, name: entry.name })),
  );
  const byReason = Object.entries(Object.groupBy(told, ({ reason }) => reason));
  return byReason.map(([reason, some = []]) => {
    const names = [...new Set(some.map(({ name }) => name))].join(", ");
    return `- refused, ${some.length} values: ${reason} (${names})`;
  });
}

function differences({ entry, loads, gaps }: Cleaning): string[] {
  const failed = loads.filter((each) => !isSame(each));
  return [
    ...gaps.map((reason) => `- not read any more: ${entry.name}: ${reason}`),
    ...failed.map(({ library, before, after }) => {
      const what = "error" in after ? after.error : "other tensors";
      const when = "error" in before ? "not even before" : "after";
      return `- ${entry.name}, ${library}, ${when}: ${what}`;
    }),
  ];
}
