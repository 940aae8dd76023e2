import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { modelCard } from "./model-card.ts";

const sample = `---
license: P0
model-index:
- name: "P1\\u0041"
---

P2

# Card P3 #

P4 \\u0041
\`\`\`yaml
# comment
path: P5
\`\`\`
## Training
P6
`;

test("names the key in the front matter, and below it the heading", async () => {
  const offsets = Array.from({ length: 7 }, (_, index) => sample.indexOf(`P${index}`));
  expect(await modelCard.keys?.(memoryBlob(join(sample)), offsets)).toEqual([
    "$.license",
    "$.model-index[0].name",
    undefined,
    undefined,
    "# Card P3",
    "# Card P3",
    "## Training",
  ]);
});

test("looks at the text as it stands, and at the front matter's escapes decoded", async () => {
  const regions = await regionsOf(modelCard, join(sample));
  expect(regions[0]).toMatchObject({ kind: "stretch", as: "text" });
  expect(textsByKey(regions)).toEqual({ "$.model-index[0].name": ["P1A"] });
  expectInPlace(join(sample), regions);
});

test("is known by its front matter, or its name and something of Markdown", async () => {
  expect(await matches(modelCard, join(sample))).toBe(true);
  expect(await matches(modelCard, join("# Title\n"), "docs/readme.md")).toBe(true);
  expect(await matches(modelCard, join("---\na: b\n---\n"), "readme.md")).toBe(true);
  expect(await matches(modelCard, join("---\na: b\n---\nc: d\n"))).toBe(false);
  expect(await matches(modelCard, join("# comment\n"), "x.py")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(modelCard, [join(sample)]);
});
