import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { jsonl } from "./jsonl.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const sample = `{"name": "a\\tb"}\n\n{"name": ["plain", "c\\td"]}\n{"name": "broken\\n\n{"name": "e\\tf"}\n`;

test("knows JSON on each line, and by its name a first line that goes on", async () => {
  expect(await matches(jsonl, join(`{"a": 1}\n{"a": 2}\n`))).toBe(true);
  expect(await matches(jsonl, join(`[1]\r\n[2]`))).toBe(true);
  expect(await matches(jsonl, join(`{"a": "${"x".repeat(9000)}"}\n{}`), "train.jsonl")).toBe(true);
  expect(await matches(jsonl, join(`{"a": 1}\n`))).toBe(false);
  expect(await matches(jsonl, join(`{"a":\n 1}\n{"a": 2}`))).toBe(false);
});

test("looks at escapes decoded, and goes on after a damaged line", async () => {
  const regions = await regionsOf(jsonl, join(sample));
  expect(regions[0]).toMatchObject({ kind: "stretch", as: "text" });
  expect(textsByKey(regions)).toEqual({
    "[0].name": ["a\tb"],
    "[2].name[1]": ["c\td"],
    "[4].name": ["e\tf"],
  });
  expectInPlace(join(sample), regions);
});

test("reads lines across the edges of blocks, and one longer than a block", async () => {
  const line = `{"pad": "${"x".repeat(700_000)}", "key": "a\\tb"}\n`;
  const long = `{"pad": "${"x".repeat(3_000_000)}", "key": "c\\td"}\n`;
  const bytes = join(line, line, long, line);
  const byKey = textsByKey(await regionsOf(jsonl, bytes));
  expect(Object.keys(byKey)).toEqual(["[0].key", "[1].key", "[2].key", "[3].key"]);
});

test("names the line and the place of each offset", async () => {
  const offsets = ["a\\tb", "plain", "c\\t", "broken", "e\\tf"].map((mark) => sample.indexOf(mark));
  expect(await jsonl.keys?.(memoryBlob(join(sample)), offsets)).toEqual([
    "[0].name",
    "[2].name[0]",
    "[2].name[1]",
    "[3]",
    "[4].name",
  ]);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(jsonl, [join(sample)]);
});
