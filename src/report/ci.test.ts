import { execFileSync } from "node:child_process";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import codequality from "../../test/schemas/gitlab-codequality.schema.json" with { type: "json" };
import secretDetection from "../../test/schemas/gitlab-secrets.schema.json" with { type: "json" };
import type { Report } from "../core/report.ts";
import { github } from "./github.ts";
import { gitlabCodequality } from "./gitlab-codequality.ts";
import { gitlabSecrets } from "./gitlab-secrets.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Renderer } from "./renderer.ts";
import {
  plainOptions,
  revealedReport,
  sampleFinding,
  sampleReport,
  sampleSecrets,
} from "./testing.ts";

const rendered = (renderer: Renderer, report: Report): string =>
  [...renderer.render(report, plainOptions)].join("");

/** A file's name that would be a command, a table's cell, a mention, an element and a link. */
const hostile = "a\n::add-path::/tmp,x:y%0A|@all<b>]]>&\u202e[x](http://y)\r\u0001.json";
const attack = (): Report => {
  const location = { path: hostile, line: 3, column: 1, span: { start: 5, end: 9 } };
  return sampleReport({
    findings: [sampleFinding({ kind: "hubToken", preview: hostile, location })],
    gaps: [{ path: hostile, reason: `malformed: ${hostile}`, bytes: 1 }],
    target: hostile,
  });
};
const empty = (): Report => sampleReport({ findings: [], gaps: [] });
const all = [github, markdown, gitlabCodequality, gitlabSecrets, junit];

test.each(all)("$id shows no secret, not even on request", (renderer) => {
  const text = rendered(renderer, revealedReport());
  for (const secret of Object.values(sampleSecrets)) expect(text).not.toContain(secret);
});

describe("annotations of GitHub", () => {
  test("stand at file and line, and say what to do", () => {
    const lines = rendered(github, sampleReport()).trimEnd().split("\n");
    expect(lines).toContain(
      "::warning title=tare%3A home-folder,file=config.json,line=2::Home folder of a user: " +
        "/home/asmith/.cache/huggingface/bert-base-uncased at $._name_or_path%0ATrain in a folder " +
        "such as /workspace, or store paths relative to the project.",
    );
    expect(lines.filter((line) => line.includes("not inspected"))).toHaveLength(2);
  });

  test("are commands each, whatever a file is called", () => {
    const lines = rendered(github, attack()).trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/^::(?:error|warning) title=[^:,]+,file=[^:,]+(?:,line=3)?::[^\r\n]*$/);
      expect(line).toContain("file=a%0A%3A%3Aadd-path%3A%3A/tmp%2Cx%3Ay%250A|");
    }
  });

  test("say that a scan was interrupted", () => {
    expect(rendered(github, { ...empty(), status: "interrupted" })).toMatch(/^::error::The scan/);
    expect(rendered(github, empty())).toBe("");
  });
});

describe("the summary in Markdown", () => {
  test("has a row for each value, and what was not inspected", () => {
    const text = rendered(markdown, sampleReport());
    expect(text).toContain("| medium | config.json:2 | Home folder of a user:");
    expect(text).toContain("### Not inspected\n\n- release.zip!/private/keys.7z: encrypted");
  });

  test("has the worst first, so that it is among the rows that there is room for", () => {
    const low = Array.from({ length: 150 }, (_, line) =>
      sampleFinding({ kind: "home", preview: `/home/a${line}`, location: { path: "a", line } }),
    );
    const critical = sampleFinding({ kind: "hubToken", preview: "h", location: { path: "z" } });
    const text = rendered(markdown, sampleReport({ findings: [...low, critical] }));
    const rows = text.match(/^\| (?:medium|critical) .*/gm);
    expect(rows?.[0]).toMatch(/^\| critical/);
    expect(rows).toHaveLength(100);
  });

  test("says which command it is of", () => {
    expect(rendered(markdown, empty())).toMatch(/^## tare scan: /);
    expect(rendered(markdown, { ...empty(), profile: "audit" })).toMatch(/^## tare audit: /);
  });

  test("names a packed file once that is found for its name", () => {
    const location = { path: "release.zip!/logs/run.log" };
    const found = sampleFinding({ kind: "hubToken", preview: "logs/run.log", location });
    const text = rendered(markdown, sampleReport({ findings: [found] }));
    expect(text.match(/run\.log/g)).toHaveLength(1);
  });

  test("takes nothing of a file for markup", () => {
    const row = rendered(markdown, attack())
      .split("\n")
      .find((line) => line.startsWith("| critical"));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(row).not.toMatch(/(?<!\\)[<[]|@/);
  });

  test("says so where nothing was found", () => {
    expect(rendered(markdown, empty())).toContain("**Nothing was found.");
  });

  test("lists a hundred findings, and counts the others", () => {
    const findings = Array.from({ length: 130 }, (_, at) =>
      sampleFinding({ kind: "bucket", preview: `s3://b${at}`, location: { path: `f${at}` } }),
    );
    expect(rendered(markdown, sampleReport({ findings }))).toContain("and 30 more findings.");
  });
});

// Written by what GitLab documents, as its own files are in no package: see the schemas' comments.
const ajv = new Ajv({ allErrors: true });

describe.each([
  [gitlabCodequality, ajv.compile(codequality)],
  [gitlabSecrets, ajv.compile(secretDetection)],
] as const)("$id", (renderer, validate) => {
  test.each([
    ["the sample", sampleReport()],
    ["an empty report", empty()],
    ["hostile names", attack()],
    ["an interrupted one", { ...sampleReport(), status: "interrupted" as const }],
  ])("follows what GitLab documents: %s", (_, report) => {
    expect(validate(JSON.parse(rendered(renderer, report))), JSON.stringify(validate.errors)).toBe(
      true,
    );
  });

  test("would be seen to be wrong", () => {
    const text = rendered(renderer, sampleReport());
    expect(validate(JSON.parse(text.replaceAll('"severity": "', '"severity": "x')))).toBe(false);
    expect(validate(JSON.parse(text.replaceAll('"location"', '"place"')))).toBe(false);
  });
});

test("GitLab's secret detection is told of secrets alone, each with its commit where that is known", () => {
  const findings = sampleReport().findings;
  const { vulnerabilities } = JSON.parse(rendered(gitlabSecrets, sampleReport())) as {
    vulnerabilities: object[];
  };
  expect(vulnerabilities).toHaveLength(findings.filter((each) => each.class === "secret").length);
  expect(vulnerabilities[0]).toMatchObject({ location: { commit: { sha: "0000000" } } });
});

test("issues of GitLab's code quality are told apart", () => {
  const issues = JSON.parse(rendered(gitlabCodequality, sampleReport())) as {
    fingerprint: string;
  }[];
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
});

describe("JUnit", () => {
  /** Python's own parser, which refuses what is no XML. */
  const parsed = (text: string): { tests: number; failures: number; names: string[] } =>
    JSON.parse(execFileSync("python3", ["-c", reader], { input: text, encoding: "utf8" })) as never;
  const reader = `
import json, sys, xml.etree.ElementTree as tree
suite = tree.fromstring(sys.stdin.buffer.read()).find("testsuite")
cases = suite.findall("testcase")
print(json.dumps({"tests": int(suite.get("tests")), "failures": len(suite.findall(".//failure")),
  "names": [case.get("file") for case in cases]}))`;

  test.each([sampleReport(), attack(), empty()])(
    "is XML that counts what it holds: %#",
    (report) => {
      const { tests, failures, names } = parsed(rendered(junit, report));
      expect(tests).toBe(names.length);
      expect(failures).toBe(report.findings.length);
    },
  );
});
