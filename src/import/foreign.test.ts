import { expect, test } from "vitest";
import { foreignReport } from "./foreign.ts";

const read = (value: unknown) => foreignReport(JSON.stringify(value), "r.json");

test("gitleaks: value and place, the commit where there is one, and what is redacted", () => {
  const leak = {
    RuleID: "zqk",
    Description: "A key",
    StartLine: 3,
    StartColumn: 5,
    Secret: "zqk_abcd",
    Match: "k=zqk_abcd",
    File: "a/b.txt",
    Commit: "",
  };
  const { tool, leaks, notes } = read([
    leak,
    { ...leak, Commit: "0123456789abcdef", Secret: "REDACTED" },
    { ...leak, Secret: "zq..." },
  ]);
  expect(tool).toBe("gitleaks");
  expect(leaks.map(({ value, location }) => [value, location.path])).toEqual([
    ["zqk_abcd", "a/b.txt"],
    [undefined, "0123456789ab:a/b.txt"],
    [undefined, "a/b.txt"],
  ]);
  expect(leaks[0]).toMatchObject({ rule: "gitleaks/zqk", location: { line: 3, column: 5 } });
  expect(notes).toEqual(["r.json: 2 of its values are redacted"]);
  expect(read([]).leaks).toEqual([]);
});

test("trufflehog: line by line, between its log", () => {
  const leak = (Data: object, Verified: boolean): string =>
    JSON.stringify({
      SourceMetadata: { Data },
      DetectorName: "Zqk",
      Verified,
      Raw: "zqk_abcd",
      Redacted: "",
    });
  const text = [
    '{"level":"info-0","msg":"running source"}',
    leak({ Filesystem: { file: "a.txt", line: 2 } }, false),
    leak({ Git: { commit: "0123456789abcdef", file: "b.txt", email: "a@b" } }, true),
    "done",
  ].join("\n");
  expect(foreignReport(text, "t.jsonl").leaks).toMatchObject([
    {
      severity: "high",
      verified: "unknown",
      value: "zqk_abcd",
      location: { path: "a.txt", line: 2 },
    },
    { severity: "critical", verified: "active", location: { path: "0123456789ab:b.txt" } },
  ]);
});

test("detect-secrets: the sums, and what was audited", () => {
  const found = { type: "Hex High Entropy String", hashed_secret: "ab12", line_number: 7 };
  const { leaks } = read({
    version: "1.5.0",
    plugins_used: [],
    results: { "A/b.py": [found, { ...found, is_secret: false }] },
  });
  expect(leaks).toMatchObject([
    {
      rule: "detect-secrets/hex-high-entropy-string",
      sha1: "ab12",
      location: { path: "A/b.py", line: 7 },
    },
    { standing: { state: "accepted" } },
  ]);
  expect(leaks[0]?.standing).toBeUndefined();
});

test("SARIF: scores, levels, and what is suppressed", () => {
  const result = (ruleId: string, more: object = {}): object => ({
    ruleId,
    message: { text: "it is wrong" },
    locations: [
      { physicalLocation: { artifactLocation: { uri: "a%20b.py" }, region: { startLine: 4 } } },
    ],
    ...more,
  });
  const rules = [
    { id: "one", shortDescription: { text: "One" }, properties: { "security-severity": "9.1" } },
  ];
  const run = (name: string): object => ({
    tool: { driver: { name, rules } },
    results: [
      result("one"),
      result("two", { level: "note" }),
      result("two", { suppressions: [{ kind: "inSource" }] }),
    ],
  });
  const { leaks, notes } = read({ version: "2.1.0", runs: [run("Gitleaks"), run("Some Linter")] });
  expect(leaks.map((each) => [each.rule, each.class, each.severity, each.title])).toEqual([
    ["gitleaks/one", "secret", "critical", "One"],
    ["gitleaks/two", "secret", "low", "it is wrong"],
    ["some-linter/one", "exposure", "critical", "One"],
    ["some-linter/two", "exposure", "low", "it is wrong"],
  ]);
  expect(leaks[0]?.location).toEqual({ path: "a b.py", line: 4 });
  expect(notes).toEqual([
    "r.json: run 1: 1 suppressed results are left out",
    "r.json: run 2: 1 suppressed results are left out",
  ]);
});

test.each([
  ["", "'r.json' is no report"],
  ["{}", "'r.json' is no report"],
  ["[1]", "r.json: result 1: is not a table"],
  ['[{"RuleID": 3}]', "r.json: result 1: 'RuleID' is not text"],
  ['{"runs": 3}', "r.json: run 1: is not a table"],
])("no such report: %j", (text, message) => {
  expect(() => foreignReport(text, "r.json")).toThrow(message);
});
