// How many of the planted values of corpus/ are found, by tare, by a look at the raw bytes, and by scanners of models.
// node bench/plants.ts
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Entry, entries, fileOf, type Plant, plantsOf } from "../corpus/plants.ts";
import { type Finding, rank } from "../src/core/finding.ts";
import type { Report } from "../src/core/report.ts";
import { all as artefacts } from "../src/rules/artefacts/index.ts";
import { type ModelScanner, modelScanners } from "./peers/model-scanners.ts";
import { dataFolder, measured, tare } from "./measure.ts";
import { publish, table } from "./table.ts";

interface Row {
  readonly entry: Entry;
  readonly plants: readonly Plant[];
  readonly missed: readonly Plant[];
  readonly inRawBytes: number;
  /** How many of them each scanner of models shows. */
  readonly shown: readonly number[];
  readonly alarms: readonly Finding[];
}

/** The table by folder of the corpus, and whatever was missed, file by file. */
export async function plants(): Promise<void> {
  const planted = await report("planted");
  const clean = await report("clean");
  const scanners = modelScanners(entries);
  const rows = entries.map((entry) => rowOf(entry, { planted, clean, scanners }));
  const folders = Object.entries(
    Object.groupBy(rows, ({ entry }) => entry.name.split("/")[0] ?? ""),
  );
  publish("plants", "Planted values found", [
    "Each file of `corpus/`, with plants and without. `rg -a -F` is given the values themselves and sees raw bytes.",
    "Alarms are tare's findings of medium severity or higher in the files without plants. The scanners of models look for code that runs",
    "when a model is loaded, and not for leaks: of them counts what they print, and where they mask it, each key and token of the file.",
    scanners.map(({ title, version }) => `${title} ${version}`).join(", ") + ".",
    "",
    table([
      [
        "folder",
        "files",
        "plants",
        "tare",
        "alarms",
        "`rg -a`",
        ...scanners.map(({ title }) => title),
      ],
      ...folders.map(([folder, some = []]) => [folder, ...counts(some)]),
      ["**all**", ...counts(rows)],
    ]),
    "",
    ...details(rows),
  ]);
}

async function report(which: "planted" | "clean"): Promise<Report> {
  const output = join(dataFolder, `${which}.json`);
  const files = entries.map((entry) => fileOf(entry, which));
  const options = ["--format", "json", "--reveal", "--jobs", "1", "--no-progress"];
  await measured({
    title: "tare",
    ...tare("scan", ...files, ...options),
    output,
    succeeds: [0, 1, 3],
  });
  return JSON.parse(readFileSync(output, "utf8")) as Report;
}

interface Told {
  readonly planted: Report;
  readonly clean: Report;
  readonly scanners: readonly ModelScanner[];
}

function rowOf(entry: Entry, { planted, clean, scanners }: Told): Row {
  const all = plantsOf(entry);
  const found = findingsIn(planted, fileOf(entry, "planted"));
  return {
    entry,
    plants: all,
    missed: all.filter((plant) => !found.some((each) => isOf(each, plant))),
    inRawBytes: inRawBytes(fileOf(entry, "planted"), all),
    shown: scanners.map((each) => all.filter((plant) => each.shows(entry, plant)).length),
    alarms: findingsIn(clean, fileOf(entry, "clean")).filter(
      ({ severity, rule }) => rank(severity) >= rank("medium") && !aboutFiles.has(rule),
    ),
  };
}

/** What a file is, and not what stands in it, is true of its clean twin too. */
const aboutFiles = new Set(artefacts.map(({ id }) => id));

const findingsIn = ({ findings }: Report, file: string): Finding[] =>
  findings.filter(({ location: { path } }) => path === file || path.startsWith(`${file}!/`));

/** A rule may take only the host's name, or that with its port, out of an address. */
const isOf = ({ value }: Finding, plant: Plant): boolean =>
  value === plant.value ||
  (plant.kind === "host" &&
    [value, `${value}:8080`].some((each) => plant.value === `http://${each}`));

function inRawBytes(file: string, all: readonly Plant[]): number {
  const args = [
    "-a",
    "-o",
    "-F",
    "-N",
    "--no-filename",
    ...all.flatMap(({ value }) => ["-e", value]),
    file,
  ];
  try {
    const lines = execFileSync("rg", args, { encoding: "latin1" }).split("\n");
    return all.filter(({ value }) => lines.includes(value)).length;
  } catch (error) {
    if ((error as { readonly status?: number }).status === 1) return 0;
    throw error;
  }
}

function counts(rows: readonly Row[]): (string | number)[] {
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const all = sum((row) => row.plants.length);
  return [
    rows.length,
    all,
    all - sum((row) => row.missed.length),
    sum((row) => row.alarms.length),
    sum((row) => row.inRawBytes),
    ...(rows[0]?.shown ?? []).map((_, at) => sum((row) => row.shown[at] ?? 0)),
  ];
}

function details(rows: readonly Row[]): string[] {
  const missed = rows.filter((row) => row.missed.length > 0);
  const alarmed = rows.filter((row) => row.alarms.length > 0);
  return [
    ...missed.map(
      ({ entry, missed }) =>
        `- missed in ${entry.name}: ${missed.map((each) => nameOf(each)).join(", ")}`,
    ),
    ...alarmed.map(
      ({ entry, alarms }) =>
        `- alarms in ${entry.name}: ${alarms.map((each) => `${each.rule} at ${each.location.key ?? "?"}`).join(", ")}`,
    ),
  ];
}

const nameOf = ({ kind, place }: Plant): string => (place === "" ? kind : `${place}/${kind}`);
