import { expect, test } from "vitest";
import { factsOf } from "./event-facts.ts";

test("says what an event holds, whatever its type", () => {
  expect(
    factsOf({
      target: "release.zip",
      finding: { fingerprint: "00", rule: "aws-access-key-id", class: "secret", severity: "high" },
      findings: { critical: 2, high: 1 },
      durationMs: 1200,
      holds: false,
      files: ["a", "b"],
      findingsList: [{}, {}],
      empty: [],
      nothing: null,
      credentials: [{ name: "HF_TOKEN", kind: "static" }],
      view: { title: "AWS access key id" },
    }),
  ).toEqual([
    ["target", "release.zip"],
    ["finding", "aws-access-key-id, high"],
    ["findings", "2 critical, 1 high"],
    ["holds", "no"],
    ["files", "a, b"],
    ["findings list", "2 entries"],
    ["credentials", "HF_TOKEN"],
    ["duration ms", "1200"],
  ]);
});

test("cuts what is long", () => {
  const [[, words] = ["", ""]] = factsOf({ reason: "x".repeat(5000) });
  expect(words).toHaveLength(121);
});
