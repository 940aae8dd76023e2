import { describe, expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { yaml } from "./yaml.ts";

const sample = `# settings
train:
  ds:
  - path: P0
    "quoted key": P1
  - path: P2
    type: [a, {b: P3, "c d": "P4"}, P5]
  list:
    - P6
    - - P7
      - P8
  text: |
    key: P9

    x: P10
  folded: "P11 \\u0041
    key: P12 \\
    end" # note
  flow: {
    a: "P13\\t",
    b: [P14,
      P15]
  }
after: http://P16:80/
'single': 'P17'
ключ: &anchor !!str P18
---
document: P19
`;

test("names the place of each offset", async () => {
  const at = (index: number) => Buffer.from(sample).indexOf(`P${index}`);
  const offsets = Array.from({ length: 20 }, (_, index) => at(index));
  expect(await yaml.keys?.(memoryBlob(join(sample)), offsets)).toEqual([
    "$.train.ds[0].path",
    `$.train.ds[0]["quoted key"]`,
    "$.train.ds[1].path",
    "$.train.ds[1].type[1].b",
    `$.train.ds[1].type[1]["c d"]`,
    "$.train.ds[1].type[2]",
    "$.train.list[0]",
    "$.train.list[1][0]",
    "$.train.list[1][1]",
    "$.train.text",
    "$.train.text",
    "$.train.folded",
    "$.train.folded",
    "$.train.flow.a",
    "$.train.flow.b[0]",
    "$.train.flow.b[1]",
    "$.after",
    "$.single",
    `$["ключ"]`,
    "[1].document",
  ]);
});

test("looks at the text as it stands, and at quoted strings with escapes decoded", async () => {
  const regions = await regionsOf(yaml, join(sample));
  expect(regions[0]).toEqual({
    kind: "stretch",
    as: "text",
    span: { start: 0, end: Buffer.byteLength(sample) },
  });
  expect(textsByKey(regions)).toEqual({
    "$.train.folded": ["P11 A key: P12 end"],
    "$.train.flow.a": ["P13\t"],
  });
  expectInPlace(join(sample), regions);
});

test("finds its way again after a quote that was none", async () => {
  const text = `a: first\n  "open\nb: second\n`;
  const blob = memoryBlob(join(text));
  expect(await yaml.keys?.(blob, [text.indexOf("first"), text.indexOf("second")])).toEqual([
    "$.a",
    "$.b",
  ]);
});

test("ends a scalar at the root where a document starts", async () => {
  const text = "--- |\n  one\n---\na: two\n";
  expect(await yaml.keys?.(memoryBlob(join(text)), [text.indexOf("two")])).toEqual(["$.a"]);
});

describe("is known by its content", () => {
  test.each([
    ["config.yaml", "# x\nlr: 0.1\n", true],
    ["config.yaml", "- a\n- b\n", true],
    ["runs/mlmodel", "artifact_path: model\n", true],
    ["x", "---\nlr: 0.1\n---\nb: 2\n", true],
    ["x", "lr: 0.1\n", false],
    ["config.yaml", "{{- if .x }}\nlr: 0.1\n", false],
    ["config.yaml", "just a sentence\n", false],
    ["config.yaml", "", false],
    ["readme.md", "---\nlicense: mit\n---\n# Title\n", false],
    ["x", "---\nlicense: mit\n---\n\n# Title\n", false],
  ])("%s %j", async (name, text, is) => {
    expect(await matches(yaml, join(text), name)).toBe(is);
  });
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(yaml, [join(sample)]);
});
