import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { member } from "../corpus/members.ts";
import { type Entry, entries, fileOf, type Plant, plantsOf } from "../corpus/plants.ts";
import { spelled } from "../corpus/spelled.ts";
import { type Finding, rank } from "../src/core/finding.ts";
import type { Report } from "../src/core/report.ts";
import { all as formats } from "../src/formats/index.ts";
import { all as artefacts } from "../src/rules/artefacts/index.ts";
import { scanned } from "../src/scan/testing.ts";

const scannedAll = async (which: "planted" | "clean"): Promise<Report> =>
  scanned(entries.map((entry) => fileOf(entry, which)));

/** What a file is, and not what stands in it, is true of its clean twin too. */
const aboutFiles = new Set(artefacts.map(({ id }) => id));

let planted: Report;
let clean: Report;
beforeAll(async () => {
  planted = await scannedAll("planted");
  clean = await scannedAll("clean");
}, 120_000);

test("each format says truly whether files of real libraries test it", () => {
  const met = planted.summary.formats;
  const wrong = formats.filter(({ id, tested }) => tested !== "specification" && !met[id]);
  expect(wrong.map(({ id, tested }) => `${id}: ${tested}`)).toEqual([]);
});

describe.each(entries.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => {
  test("every plant is found", () => {
    const findings = findingsIn(planted, fileOf(entry, "planted"));
    const missed = plantsOf(entry).filter((plant) => !findings.some((each) => isOf(each, plant)));
    expect(missed.map(({ kind, place, value }) => `${kind} ${place} ${value}`)).toEqual([]);
  });

  test("every plant is found where it stands", () => {
    const findings = findingsIn(planted, fileOf(entry, "planted"));
    const plants = plantsOf(entry);
    const places = findings
      .filter((each) => plants.some((plant) => isOf(each, plant)))
      .map((each) => placeOf(each));
    expect(places.filter(({ isRight }) => !isRight).map((each) => JSON.stringify(each))).toEqual(
      [],
    );
  });

  test("nothing that a library wrote by itself is told as a leak", () => {
    const told = findingsIn(clean, fileOf(entry, "clean")).filter(
      ({ severity, rule }) => rank(severity) >= rank("medium") && !aboutFiles.has(rule),
    );
    expect(told.map(({ rule, value, location }) => ({ rule, value, location }))).toEqual([]);
  });

  test("nothing was left unread", () => {
    expect(gapsIn(planted, entry, "planted")).toEqual([]);
    expect(gapsIn(clean, entry, "clean")).toEqual([]);
  });
});

const isIn = (path: string, file: string): boolean => path === file || path.startsWith(`${file}!/`);

const findingsIn = ({ findings }: Report, file: string): Finding[] =>
  findings.filter(({ location }) => isIn(location.path, file));

const gapsIn = ({ gaps }: Report, entry: Entry, which: "planted" | "clean") =>
  gaps.filter(({ path }) => isIn(path, fileOf(entry, which)));

/** A rule may take only the host's name, or that with its port, out of an address. */
const isOf = ({ value }: Finding, plant: Plant): boolean =>
  value === plant.value ||
  (plant.kind === "host" &&
    [value, `${value}:8080`].some((each) => plant.value === `http://${each}`));

/** Where a finding says that its value stands, and whether that is so. */
function placeOf({ location, value }: Finding) {
  const { path, key, line, span, pieces, coding } = location;
  const [file = "", ...names] = path.split("!/");
  const bytes = member(readFileSync(file), names);
  const coded =
    span &&
    bytes &&
    Buffer.concat((pieces ?? [span]).map((piece) => bytes.subarray(piece.start, piece.end)));
  const text = coded && spelled(coded, coding);
  const isRight = span !== undefined && (key ?? line) !== undefined && (text ?? value) === value;
  return { path, key, line, span, coding, text, value, isRight };
}
