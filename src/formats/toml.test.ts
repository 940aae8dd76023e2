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
import { toml } from "./toml.ts";

const sample = `# project
title = "P0"
[tool."my.tool"]
a.b = "P1 \\u0041"
list = [
  "P2", # "not a string
  { url = 'P3' },
]
text = """
P4 \\
  end"""
raw = '''P5
key = P6'''

[[package]]
name = "P7"
[[package]]
name = "P8"
[package.source]
url = "P9"
`;

test("names the place of each offset", async () => {
  const offsets = Array.from({ length: 10 }, (_, index) => sample.indexOf(`P${index}`));
  expect(await toml.keys?.(memoryBlob(join(sample)), offsets)).toEqual([
    "$.title",
    `$.tool["my.tool"].a.b`,
    `$.tool["my.tool"].list`,
    `$.tool["my.tool"].list`,
    `$.tool["my.tool"].text`,
    `$.tool["my.tool"].raw`,
    `$.tool["my.tool"].raw`,
    "$.package[0].name",
    "$.package[1].name",
    "$.package[1].source.url",
  ]);
});

test("looks at the text as it stands, and at quoted strings with escapes decoded", async () => {
  const regions = await regionsOf(toml, join(sample));
  expect(regions[0]).toMatchObject({ kind: "stretch", as: "text" });
  expect(textsByKey(regions)).toEqual({
    [`$.tool["my.tool"].a.b`]: ["P1 A"],
    [`$.tool["my.tool"].text`]: ["\nP4 end"],
  });
  expectInPlace(join(sample), regions);
});

test("is known by its name and first line", async () => {
  expect(await matches(toml, join(sample), "pyproject.toml")).toBe(true);
  expect(await matches(toml, join("[[package]]\n"), "uv.lock")).toBe(true);
  expect(await matches(toml, join(sample), "x")).toBe(false);
  expect(await matches(toml, join("a: 1\n"), "x.toml")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(toml, [join(sample)]);
});
