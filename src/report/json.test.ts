import { Ajv2020 } from "ajv/dist/2020.js";
import * as addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { confidences, findingClasses, severities } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import schema from "./report.schema.json" with { type: "json" };
import { largeReport, plainOptions, revealedReport, sampleReport } from "./testing.ts";

const rendered = (report: Report): string => [...json.render(report, plainOptions)].join("");

function validator(of: object) {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  addFormats.default.default(ajv);
  return ajv.compile(of);
}

const validate = validator(schema);

/** The schema with every object closed: what it does not describe is an error. */
const closed = JSON.parse(
  JSON.stringify(schema).replaceAll('"additionalProperties":true', '"additionalProperties":false'),
) as object;

const validateClosed = validator(closed);

const known = sampleReport().findings.map((each) => ({
  ...each,
  standing: { state: "accepted", reason: "a", owner: "b", expires: "2027-01-31" } as const,
}));

const commit = { id: "cd", author: "A", email: "a@b.c", date: "2026-01-02T03:04:05+01:00" };

/** One report that has every property that there is. */
const full: Report = sampleReport({
  known,
  bytes: { seen: 3, read: 2, tensors: 1, network: { requests: 4, bytes: 5 } },
  summary: { ...sampleReport().summary, allowed: { comment: 2, settings: 1 }, excluded: 3 },
  findings: revealedReport().findings.map((each) => ({
    ...each,
    more: 1,
    layer: { number: 1, of: 2, digest: "a", instruction: "b", state: "deleted", hiddenBy: 2 },
    hub: {
      kind: "file",
      repository: "org/name",
      commit: "cd",
      revisions: ["main"],
      introduced: { id: "cd", author: "a", date: commit.date },
      page: "https://hub.example/org/name/blob/cd/a",
    },
    history: { object: "ab", versions: 2, introduced: commit, removed: commit, head: false },
    context: { before: "a", after: "b" },
    location: {
      path: "a!/b",
      key: "$.a",
      span: { start: 1, end: 9 },
      pieces: [{ start: 1, end: 2 }],
      coding: "json",
      line: 1,
      column: 2,
    },
  })),
});

describe("json", () => {
  test("is the report, field for field, with two spaces", () => {
    const report = sampleReport();
    expect(rendered(report)).toBe(`${JSON.stringify(report, null, 2)}\n`);
    const empty = sampleReport({ findings: [], gaps: [] });
    expect(rendered(empty)).toBe(`${JSON.stringify(empty, null, 2)}\n`);
  });

  test("comes in pieces", () => {
    const pieces = [...json.render(largeReport(1000), plainOptions)];
    expect(pieces.length).toBeGreaterThan(1000);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(2000);
  });

  test("holds no character that a terminal would obey, and reads back the same", () => {
    const target = "a\u001b[2J\u009b\u202eb\u2028\u{e0041}\ud800";
    const text = rendered(sampleReport({ target }));
    expect(text).not.toMatch(/[^\n\x20-\x7e]/);
    expect((JSON.parse(text) as Report).target).toBe(target);
  });
});

describe("the schema", () => {
  test.each([
    ["the sample", sampleReport()],
    ["an empty report", sampleReport({ findings: [], gaps: [] })],
    ["an interrupted one with values", { ...revealedReport(), status: "interrupted" as const }],
    ["one with everything", full],
  ])("takes %s", (_, report) => {
    expect(validate(JSON.parse(rendered(report))), JSON.stringify(validate.errors)).toBe(true);
  });

  test("describes every property that a report can have", () => {
    expect(validateClosed(full), JSON.stringify(validateClosed.errors)).toBe(true);
  });

  test("passes over what a later version adds", () => {
    expect(validate({ ...sampleReport(), later: 1 })).toBe(true);
    expect(validateClosed({ ...sampleReport(), later: 1 })).toBe(false);
  });

  const [finding] = sampleReport().findings;
  test.each<[string, object]>([
    ["another version", { schema: "tare/report/v2" }],
    ["a missing list", { gaps: undefined }],
    ["a time without zone", { startedAt: "2026-11-23T09:30:00" }],
    ["an unknown severity", { findings: [{ ...finding, severity: "urgent" }] }],
    ["a fingerprint that is no hash", { findings: [{ ...finding, fingerprint: "hf_abc" }] }],
    ["a place that is no path", { findings: [{ ...finding, location: { key: "$" } }] }],
    ["a gap without a reason", { gaps: [{ path: "a", reason: "dunno", bytes: 0 }] }],
    ["half a byte", { bytes: { seen: 1, read: 0.5, tensors: 0 } }],
  ])("refuses %s", (_, wrong) => {
    expect(validate({ ...sampleReport(), ...wrong })).toBe(false);
  });

  test("knows the same words as the code", () => {
    const { severity, class: classes, finding } = schema.$defs;
    expect(severity.enum).toEqual(severities);
    expect(classes.enum).toEqual(Object.keys(findingClasses));
    expect(finding.properties.confidence.enum).toEqual(confidences);
  });

  test("says what each property is", () => {
    const silent: string[] = [];
    const walk = (node: object, path: string): void => {
      for (const [name, child] of Object.entries(node) as [string, unknown][]) {
        if (typeof child !== "object" || child === null) continue;
        const named = path.endsWith("/properties");
        if (named && !("description" in child) && name !== "summary")
          silent.push(`${path}/${name}`);
        walk(child, `${path}/${name}`);
      }
    };
    walk(schema, "");
    expect(silent).toEqual([]);
  });
});

describe("jsonl", () => {
  test("says what each line is, and loses nothing", () => {
    const report = sampleReport();
    const lines = [...jsonl.render(report, plainOptions)].join("").trimEnd().split("\n");
    const parsed = lines.map((line) => JSON.parse(line) as unknown);
    const { findings, gaps, ...header } = report;
    expect(parsed).toEqual([
      { type: "report", ...header },
      ...findings.map((each) => ({ type: "finding", ...each })),
      ...gaps.map((each) => ({ type: "gap", ...each })),
    ]);
  });
});
