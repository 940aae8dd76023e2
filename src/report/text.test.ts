import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { widthOf } from "./kit/width.ts";
import { json } from "./json.ts";
import type { RenderOptions } from "./renderer.ts";
import {
  largeReport,
  plainOptions,
  revealedReport,
  sampleFinding,
  sampleReport,
} from "./testing.ts";
import { text } from "./text.ts";

const rendered = (report: Report, options: Partial<RenderOptions> = {}): string =>
  [...text.render(report, { ...plainOptions, ...options })].join("");

const at = (path: string): Finding =>
  sampleFinding({ kind: "host", preview: "a.internal", location: { path } });

/** What a terminal would obey, and the invisible; a line feed is ours. */
const obeyed = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe("at 80 columns", () => {
  test.each<readonly [string, Report, Partial<RenderOptions>]>([
    ["sample", sampleReport(), {}],
    ["verbose", sampleReport(), { verbose: true }],
    ["quiet", sampleReport(), { quiet: true }],
    ["narrow", sampleReport(), { columns: 50 }],
    ["nothing", sampleReport({ findings: [], gaps: [] }), {}],
    ["only-gaps", sampleReport({ findings: [] }), {}],
    ["interrupted", sampleReport({ status: "interrupted", gaps: [] }), { quiet: true }],
  ])("looks as it did: %s", async (name, report, options) => {
    const shown = rendered(report, options);
    await expect(shown).toMatchFileSnapshot(`./__snapshots__/text-${name}.txt`);
  });

  test.each([48, 80, 100])("no line is longer than %i columns", (columns) => {
    const gap = { path: `a/${"long/".repeat(30)}name`, reason: "limit: too deep", bytes: 1 };
    const finding = sampleFinding({
      kind: "host",
      preview: "h".repeat(300),
      location: {
        path: `a/${"deep/".repeat(40)}x.zip!/${"long/".repeat(40)}y`,
        key: "$.a".repeat(90),
      },
      context: { before: "b".repeat(60), after: "漢字".repeat(30) },
    });
    const report = sampleReport({ findings: [finding, at("a")], gaps: [gap] });
    for (const verbose of [false, true])
      for (const line of rendered(report, { columns, verbose }).split("\n"))
        expect(widthOf(line), line).toBeLessThanOrEqual(columns);
  });
});

describe("a blob in many containers", () => {
  const path = [...Array.from({ length: 17 }, (_, at) => `part-${at}.zip`), "run.bin"].join("!/");
  const report = sampleReport({
    findings: [at(path)],
    gaps: [{ path, reason: "limit: nested deeper than 16", bytes: 1 }],
  });

  test("is named by the first of them, their number and the last", () => {
    const lines = rendered(report).split("\n");
    expect(lines).toContain(
      "  ? part-0.zip › part-1.zip › … 14 more … › part-16.zip › run.bin  1 byte",
    );
    expect(lines).toContain("  part-1.zip › part-2.zip › … 13 more … › part-16.zip › run.bin");
  });

  test("has all of them with --verbose, and in the data", () => {
    expect(rendered(report, { verbose: true }).match(/› part-8\.zip/g)).toHaveLength(2);
    expect([...json.render(report, plainOptions)].join("")).toContain(path);
  });
});

describe("colour", () => {
  const options = { columns: 100 };
  test("tells nothing that the text does not: without it, values stand in «»", () => {
    const coloured = rendered(sampleReport(), { ...options, colour: true });
    expect(coloured).toContain("\u001b[1;31m■ critical\u001b[0m");
    expect(coloured.replaceAll(/\u001b\[[0-9;]+m/g, "")).toBe(
      rendered(sampleReport(), options).replaceAll(/[«»]/g, ""),
    );
  });
});

describe("text from files", () => {
  const evil = fc.string({ unit: "binary", maxLength: 40 });
  test("never reaches the terminal raw", () => {
    fc.assert(
      fc.property(fc.array(evil, { minLength: 9, maxLength: 9 }), (words) => {
        const [path = "", key = "", preview = "", before = "", after = "", title = ""] = words;
        const [finding] = sampleReport().findings as [Finding];
        const bad = {
          ...finding,
          title,
          preview,
          rule: after,
          harm: before,
          remedy: path,
          context: { before, after },
          location: { path: `${path}!/${preview}`, key },
        };
        const report = sampleReport({
          target: path,
          findings: [bad, { ...bad, severity: "info" }, { ...bad, value: words[6] ?? "" }],
          gaps: [{ path: key, reason: after, bytes: 0 }],
        });
        expect(rendered(report)).not.toMatch(obeyed);
        expect(rendered(report, { verbose: true })).not.toMatch(obeyed);
      }),
      { numRuns: 60 },
    );
  });

  test("is spelled out where it would act", () => {
    const shown = rendered(sampleReport({ findings: [at("a\u001b[2J\u202egnp.exe")] }));
    expect(shown).toContain(String.raw`a\e[2J\u202egnp.exe`);
  });
});

describe("what is told", () => {
  test("indents and ends of Windows lines beside a value are no part of what is shown", () => {
    const context = { before: "\t\tkey = ", after: ";\r" };
    const finding: Finding = { ...at("train.py"), context };
    const shown = rendered(sampleReport({ findings: [finding] }));
    expect(shown).toMatch(/ key = «.*»;\n/u);
  });

  test("equal values of a file are one entry with the number of places", () => {
    const path = "a.log";
    const places = [3, 1, 2].map((line) => ({ ...at(path), location: { path, line, column: 1 } }));
    const shown = rendered(sampleReport({ findings: places }));
    expect(shown).toContain("Internal host name  in 3 places: first line 3:1");
    expect(shown.split("a.internal")).toHaveLength(2);
  });

  test("the same value in another member is named there", () => {
    const findings = [at("z.zip!/a"), at("z.zip!/b/c")];
    expect(rendered(sampleReport({ findings }))).toContain("in 2 places, also in b/c");
    const more = [...findings, at("z.zip!/d")];
    expect(rendered(sampleReport({ findings: more }))).toContain("also in 2 more parts");
  });

  test("harm and remedy stand once, however often the rule found something", () => {
    const findings = ["a", "b", "c"].map(at);
    const shown = rendered(sampleReport({ findings }));
    expect(shown.split("Keep addresses in the environment")).toHaveLength(2);
  });

  test("files and findings stand by severity", () => {
    const marks = rendered(sampleReport()).match(/^ +[■▲●○·] \w+/gm) ?? [];
    expect(marks.slice(0, 4).map((each) => each.trim())).toEqual([
      "■ critical",
      "▲ high",
      "● medium",
      "● medium",
    ]);
  });

  test("many of one kind in one place are counted, and all listed on request", () => {
    const findings = Array.from({ length: 30 }, (_, index) =>
      sampleFinding({ kind: "host", preview: `h${index}.internal`, location: { path: "a" } }),
    );
    const report = sampleReport({ findings });
    expect(rendered(report)).toContain("… and 25 more of this kind (--verbose lists them)");
    expect(rendered(report, { verbose: true }).match(/h\d+\.internal/g)).toHaveLength(30);
  });

  test("details are one line a rule, and none of them is lost in verbose", () => {
    const shown = rendered(sampleReport());
    expect(shown).toContain("Library version  torch 1.9.0, pytorch-lightning 1.5.10");
    expect(shown).not.toContain("$.pytorch-lightning_version");
    expect(rendered(sampleReport(), { verbose: true })).toContain("$.pytorch-lightning_version");
  });

  test("values are shown whole only with a warning", () => {
    expect(rendered(sampleReport())).not.toContain("--reveal");
    expect(rendered(revealedReport())).toContain("Secrets are shown whole (--reveal)");
  });

  test("a credential that still works is said to", () => {
    const [finding] = sampleReport().findings as [Finding];
    const shown = rendered(sampleReport({ findings: [{ ...finding, verified: "active" }] }));
    expect(shown).toContain("its provider still accepts it");
  });

  test("a place that was not inspected never passes for clean", () => {
    for (const report of [
      sampleReport({ findings: [] }),
      sampleReport({ findings: [], gaps: [], status: "interrupted" }),
    ]) {
      const shown = rendered(report);
      expect(shown).toContain("is unknown");
      expect(shown).not.toMatch(/clean|Everything/);
    }
  });
});

test("many findings come in pieces and soon", () => {
  const started = performance.now();
  const pieces = [...text.render(largeReport(5000), plainOptions)];
  expect(pieces.length).toBeGreaterThan(1000);
  expect(performance.now() - started).toBeLessThan(2000);
});
