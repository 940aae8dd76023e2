import { Ajv } from "ajv";
import * as addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import schema from "../../test/schemas/sarif-2.1.0.schema.json" with { type: "json" };
import type { Location } from "../core/finding.ts";
import type { Report } from "../core/report.ts";
import { sarif } from "./sarif.ts";
import { artifactOf } from "./sarif/uri.ts";
import {
  largeReport,
  plainOptions,
  revealedReport,
  sampleFinding,
  sampleReport,
  sampleSecrets,
} from "./testing.ts";

/** As much of SARIF as the tests look at. */
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
      readonly results: readonly Result[];
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly endTimeUtc: string;
          readonly toolExecutionNotifications: readonly {
            readonly level: string;
            readonly message: { readonly text: string };
            readonly descriptor: { readonly id: string };
          }[];
        },
      ];
    },
  ];
}

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly help: { readonly markdown: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly occurrenceCount?: number;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: object;
        readonly region?: object;
      };
      readonly logicalLocations?: readonly { readonly fullyQualifiedName: string }[];
    },
  ];
}

const rendered = (report: Report): string => [...sarif.render(report, plainOptions)].join("");
const runOf = (report: Report) => (JSON.parse(rendered(report)) as Log).runs[0];

// The schema's pattern for languages has a lone bracket, which `u` does not take.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default.default(ajv);
const validate = ajv.compile(schema);

/** The one result of a report with one finding at this place. */
function resultAt(location: Location, preview = "x"): Result {
  const finding = sampleFinding({ kind: "bucket", preview, location });
  return runOf(sampleReport({ findings: [finding] })).results[0] as Result;
}

const open = { state: "open" } as const;

/** The sample, of which the first finding is new and a baseline knows the others. */
function baselined(): Report {
  const [first, ...others] = sampleReport().findings;
  const standing = { state: "accepted", reason: "see [x](1)" } as const;
  const known = others.map((each, at) => ({ ...each, standing: at === 0 ? standing : open }));
  return sampleReport({ findings: first ? [first] : [], known });
}

describe("the OASIS schema", () => {
  test.each([
    ["the sample", sampleReport()],
    ["an empty report", sampleReport({ findings: [], gaps: [] })],
    ["an interrupted one with values", { ...revealedReport(), status: "interrupted" as const }],
    ["a large one", largeReport(500)],
    ["one with a baseline", baselined()],
  ])("takes %s", (_, report) => {
    expect(validate(JSON.parse(rendered(report))), JSON.stringify(validate.errors)).toBe(true);
  });

  test("would see a wrong level and a wrong URI", () => {
    expect(validate(JSON.parse(rendered(sampleReport()).replace('"error"', '"fatal"')))).toBe(
      false,
    );
    expect(validate(JSON.parse(rendered(sampleReport()).replace('"config.json"', '"a b"')))).toBe(
      false,
    );
  });
});

test("what a baseline knows is unchanged, and suppressed where it is accepted", () => {
  const { results } = runOf(baselined());
  expect(results.map((each) => Reflect.get(each, "baselineState")).slice(0, 3)).toEqual([
    "new",
    "unchanged",
    "unchanged",
  ]);
  expect(results.map((each) => Reflect.get(each, "suppressions")).slice(0, 3)).toEqual([
    undefined,
    [{ kind: "external", justification: String.raw`see [x\](1)` }],
    undefined,
  ]);
  expect(runOf(sampleReport()).results[0]).not.toHaveProperty("baselineState");
});

describe("rules", () => {
  test("stand once, with what GitHub reads, and results point at them", () => {
    const { tool, results } = runOf(sampleReport());
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { ruleId, ruleIndex } of results) expect(ids[ruleIndex]).toBe(ruleId);
    expect(tool.driver.rules.find(({ id }) => id === "aws-secret-access-key")).toMatchObject({
      name: "AwsSecretAccessKey",
      defaultConfiguration: { level: "error" },
      properties: {
        "security-severity": "9.5",
        precision: "very-high",
        tags: ["security", "secret"],
      },
    });
  });

  test("are scored by the worst of their findings", () => {
    const mild = sampleFinding({ kind: "bucket", preview: "a", location: { path: "a" } });
    const findings = [mild, { ...mild, severity: "high" as const }, mild];
    expect(runOf(sampleReport({ findings })).tool.driver.rules[0]?.properties).toMatchObject({
      "security-severity": "8.0",
    });
  });
});

describe("places", () => {
  test("a place in a file of its own has a region", () => {
    const { locations } = resultAt({
      path: "./a dir/konfig ü.json",
      line: 2,
      column: 22,
      span: { start: 24, end: 73 },
    });
    expect(locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "a%20dir/konfig%20%C3%BC.json", uriBaseId: "SRCROOT" },
          region: { startLine: 2, startColumn: 22, byteOffset: 24, byteLength: 49 },
        },
      },
    ]);
  });

  test("a place in a container is told at the container's file, without a region", () => {
    const { locations, message } = resultAt({
      path: "release.zip!/run.ckpt!/data.pkl",
      key: "$.token",
      span: { start: 1, end: 9 },
    });
    expect(message.text).toBe("S3 bucket: x in run.ckpt › data.pkl at $.token.");
    expect(locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: "release.zip", uriBaseId: "SRCROOT" } },
        logicalLocations: [
          { name: "$.token", fullyQualifiedName: "run.ckpt!/data.pkl!/$.token", kind: "value" },
        ],
      },
    ]);
  });

  test.each([
    ["a:b/c", { uri: "a%3Ab/c", uriBaseId: "SRCROOT" }],
    ["/srv/a b", { uri: "file:///srv/a%20b" }],
    [String.raw`C:\models\a.pt`, { uri: "file:///C:/models/a.pt" }],
    ["../x!/y", { uri: "../x", uriBaseId: "SRCROOT" }],
    ["\ud800%", { uri: "%EF%BF%BD%25", uriBaseId: "SRCROOT" }],
  ])("%j becomes a URI", (path, wanted) => {
    expect(artifactOf(path)).toEqual(wanted);
  });
});

test("counts equal values, and tells them apart from others as GitHub does", () => {
  const report = sampleReport();
  const result = runOf(report).results.find(({ ruleId }) => ruleId === "aws-access-key-id");
  const finding = report.findings.find(({ rule }) => rule === "aws-access-key-id");
  expect(result?.occurrenceCount).toBe(242);
  expect(result?.partialFingerprints).toEqual({
    "tareFingerprint/v1": finding?.fingerprint,
    primaryLocationLineHash: `${finding?.id}:1`,
  });
});

test("a text from a file cannot become a link or an argument", () => {
  const { message } = resultAt({ path: "a" }, "[here](https://evil.example) {0}");
  expect(message.text).toBe(String.raw`S3 bucket: [here\](https://evil.example) {{0}}.`);
});

test("says what was not inspected, and whether it came to the end", () => {
  const [whole] = runOf(sampleReport()).invocations;
  expect(whole.executionSuccessful).toBe(true);
  expect(whole.endTimeUtc).toBe("2026-11-23T09:30:00.412Z");
  expect(whole.toolExecutionNotifications[0]).toMatchObject({
    level: "warning",
    message: {
      text: "Not inspected: release.zip › private/keys.7z: encrypted: member uses AES-256.",
    },
    descriptor: { id: "not-inspected/encrypted" },
  });
  const [part] = runOf(sampleReport({ status: "interrupted" })).invocations;
  expect(part.executionSuccessful).toBe(false);
  expect(part.toolExecutionNotifications[0]?.descriptor.id).toBe("interrupted");
});

test("keeps values out even when they were asked for, since it is made to be uploaded", () => {
  const text = rendered(revealedReport());
  for (const secret of Object.values(sampleSecrets)) expect(text).not.toContain(secret);
});
