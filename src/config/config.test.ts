import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { schema, type Schema, type Type } from "./schema.ts";
import { issuesOf } from "./validate.ts";

const whole = `# yaml-language-server: $schema=node_modules/tare/dist/config.schema.json
defaults:
  fail-on: medium
  max-memory: 1G
  jobs: 2
baseline: tare.baseline.jsonl
rule-files: [.gitleaks.toml]
own-rules: true
exclude: ["data/raw/**"]
keywords: [nightingale, { word: acme.example, severity: high, reason: a host }]
severities:
  rules: { training-log: info }
  classes: { stack: low }
allow:
  - rule: private-host
    path: docs/**
    reason: a documentation server
    owner: docs
    expires: 2027-01-31
rules:
  - id: acme-token
    pattern: 'acme_[a-z]{8}'
    examples: { found: [acme_abcdefgh], ignored: [acme] }
secrets:
  HF_TOKEN: vault://secret/data/hub#token
`;

test("reads all that there is, and knows where it stands", () => {
  const { config, placeOf } = readConfig(whole, "tare.yaml");
  expect(config.allow?.[0]).toMatchObject({ expires: "2027-01-31" });
  expect(config.defaults).toEqual({ "fail-on": "medium", "max-memory": "1G", jobs: 2 });
  expect(placeOf(["allow", 0, "expires"])).toBe("tare.yaml:19");
  expect(placeOf(["rules", 0])).toBe("tare.yaml:21");
});

test("a file that says nothing is right", () => {
  expect(readConfig("", "x").config).toEqual({});
  expect(readConfig("# nothing\n", "x").config).toEqual({});
});

test.each([
  ["defaults:\n  fail_on: high", "x:2: 'fail_on' is not known here; did you mean 'fail-on'?"],
  ["defaults:\n  fail-on: hihg", "x:2: 'fail-on' is 'hihg'; use one of info, low, medium, high"],
  ["allow:\n  - rule: a", "x:2: item 1 of 'allow' has no 'reason'; add it"],
  ["allow:\n  - reason: a", "x:2: item 1 of 'allow' says nothing about what it is for; add one of"],
  [
    "allow:\n  - rule: a\n    reason: b\n    expires: soon",
    "x:4: 'expires' is 'soon'; wanted: the last day",
  ],
  ["exclude: data", "x:1: 'exclude' must be a list"],
  ["keywords:\n- a\n- 3", "x:3: item 2 of 'keywords' must be text or a mapping"],
  ["keywords:\n- { severity: high }", "x:2: item 1 of 'keywords' has no 'word'; add it"],
  ["keywords:\n- { word: a, why: b }", "x:2: 'why' is not known here"],
  ["defaults: {jobs: 0}", "x:1: 'jobs' is 0; it must be 1 or more"],
  ["defaults: {max-memory: lots}", "x:1: 'max-memory' is 'lots'"],
  [
    "secrets:\n  HF_TOKEN: of-somebody",
    "x:2: 'HF_TOKEN' is something else; wanted: a reference: vault://secret/data/hub#token",
  ],
  ["- a", "x:1: the file must be a mapping"],
  ["a: [", "x:1: "],
  ["exclude: [a]\nexclude: [b]", "x:2: Map keys must be unique"],
  ["rules:\n  - id: Big\n    pattern: a", "x:2: 'id' is 'Big'"],
])("says the line and what to do: %j", (text, message) => {
  expect(() => readConfig(text, "x")).toThrow(message);
});

test("each thing that is wrong is said at once", () => {
  expect(() => readConfig("exclude: a\nkeywords: b\n", "x")).toThrow(
    "x:1: 'exclude' must be a list (`- item`)\ntare: x:2: 'keywords' must be",
  );
});

/** Values of which most nearly fit. */
function nearly(part: Schema): fc.Arbitrary<unknown> {
  const any = fc.oneof(
    fc.constantFrom("", "a", "high", "2027-01-31", 0, -1, 1.5, true, null),
    fc.constant([]),
    fc.constant({}),
  );
  return fc.oneof({ arbitrary: fitting(part), weight: 24 }, { arbitrary: any, weight: 1 });
}

function fitting(part: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(...[part.type ?? "string"].flat().map((type) => fittingAs(type, part)));
}

function fittingAs(type: Type, part: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case "object":
      return objectOf(part);
    case "array":
      return fc.array(nearly(part.items ?? {}), { maxLength: 3 });
    case "boolean":
      return fc.boolean();
    case "integer":
    case "number":
      return numberOf(part);
    default:
      return textOf(part);
  }
}

const numberOf = ({ minimum = 0 }: Schema): fc.Arbitrary<number> =>
  fc.oneof(
    { arbitrary: fc.integer({ min: minimum, max: minimum + 9 }), weight: 9 },
    { arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }), weight: 1 },
  );

function textOf({ enum: words, pattern }: Schema): fc.Arbitrary<string> {
  if (words) return fc.constantFrom(...words);
  return pattern === undefined
    ? fc.string()
    : fc.oneof(
        { arbitrary: fc.stringMatching(new RegExp(pattern)), weight: 14 },
        { arbitrary: fc.string(), weight: 1 },
      );
}

function objectOf({
  properties = {},
  additionalProperties,
  required = [],
}: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([key, each]) => [key, nearly(each)]),
  );
  const known = fc.oneof(
    { arbitrary: fc.record(fields, { requiredKeys: [...required] }), weight: 9 },
    { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 1 },
  );
  const values = additionalProperties ? nearly(additionalProperties) : fc.constant("x");
  const others = fc.dictionary(fc.constantFrom("x", "stack", "y-z"), values, { maxKeys: 2 });
  const some = fc.oneof(
    { arbitrary: fc.constant({}), weight: 8 },
    { arbitrary: others, weight: 1 },
  );
  return fc.tuple(known, some).map(([one, other]) => ({ ...one, ...other }));
}

test("the published schema says the same as tare does", () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  const validate = ajv.compile(schema);
  let right = 0;
  let wrong = 0;
  fc.assert(
    fc.property(nearly(schema), (value) => {
      const ours = [...issuesOf(value, schema)].length === 0;
      if (ours) right++;
      else wrong++;
      expect([ours, value]).toEqual([validate(value), value]);
    }),
    { numRuns: 3000 },
  );
  // Each field may be wrong, so few are right throughout: some 120 of 3,000.
  expect(Math.min(right, wrong)).toBeGreaterThan(30);
});
