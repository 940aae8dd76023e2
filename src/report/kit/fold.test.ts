import { describe, expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { sampleFinding, sampleReport } from "../testing.ts";
import { conclusion } from "./conclusion.ts";
import { byFile, fold } from "./fold.ts";
import { tally } from "./tally.ts";

const host = (path: string, more?: number): Finding =>
  sampleFinding({
    kind: "host",
    preview: "a.internal",
    location: { path },
    ...(more === undefined ? {} : { more }),
  });

describe("folding", () => {
  test("joins equal values of one file, through all its containers", () => {
    const entries = fold([host("z.zip!/a", 4), host("z.zip!/b!/c"), host("y.zip!/a")]);
    expect(entries.map(({ places }) => places)).toEqual([6, 1]);
    expect(entries[0]?.others.map(({ path }) => path)).toEqual(["z.zip!/b!/c"]);
  });

  test("does not join what different rules found", () => {
    expect(fold([host("a"), { ...host("a"), rule: "other" }])).toHaveLength(2);
  });

  test("puts the worst first, and equals by name", () => {
    const mild = sampleFinding({ kind: "bucket", preview: "s3://a", location: { path: "a" } });
    const files = byFile(fold([mild, host("c"), host("b!/z"), host("b!/y")]));
    expect(files.map(({ file, worst }) => [file, worst])).toEqual([
      ["b", "medium"],
      ["c", "medium"],
      ["a", "low"],
    ]);
  });
});

describe("the tally", () => {
  test("counts a value once, wherever it stands, and a log once in each file", () => {
    const log = (path: string): Finding =>
      sampleFinding({ kind: "tfevents", preview: "runs/", location: { path } });
    const found = tally(fold([host("a"), host("b", 9), log("a"), log("b")]));
    expect(found.byClass.map(({ class: kind, values }) => [kind, values])).toEqual([
      ["host", 1],
      ["debug", 2],
    ]);
    expect(found).toMatchObject({ values: 3, places: 13, files: 2, secrets: 0 });
  });

  test("counts the sample as a reader would", () => {
    const found = tally(fold(sampleReport().findings));
    expect(Object.fromEntries(found.bySeverity)).toEqual({
      critical: 2,
      high: 1,
      medium: 5,
      low: 1,
      info: 3,
    });
    expect(found.secrets).toBe(3);
  });
});

describe("the last word", () => {
  const about = (changes: Parameters<typeof sampleReport>[0]) => {
    const report = sampleReport(changes);
    return conclusion(report, tally(fold(report.findings)));
  };
  const [info] = sampleReport().findings.filter(({ severity }) => severity === "info");

  test.each([
    ["stop", "Do not release this as it is. If it is", {}],
    ["look", "Look at these", { findings: [host("a")], gaps: [] }],
    ["calm", "Only details", { findings: info ? [info] : [], gaps: [] }],
    ["unknown", "Only details", { findings: info ? [info] : [] }],
    ["calm", "Nothing was found. Everything but", { findings: [], gaps: [] }],
    [
      "unknown",
      "Nothing was found: no file was inspected.",
      { findings: [], gaps: [], summary: { ...sampleReport().summary, files: 0 } },
    ],
    ["unknown", "Nothing was found in what was", { findings: [] }],
    ["unknown", "Nothing was found in what", { findings: [], gaps: [], status: "interrupted" }],
  ] as const)("is %s: %s", (tone, start, changes) => {
    const said = about(changes);
    expect(said.tone).toBe(tone);
    expect(said.text.startsWith(start)).toBe(true);
  });
});
