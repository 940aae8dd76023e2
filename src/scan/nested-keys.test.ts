import { expect, test } from "vitest";
import { nestedKeys } from "./nested-keys.ts";

const keysOf = (text: string, ...words: readonly string[]): string[] => {
  const at = nestedKeys(Buffer.from(text), "$.ss_dataset_dirs");
  return words.map((word) => at(Buffer.from(text).indexOf(word)));
};

test("a place in JSON in a string has the path of the string and that in the JSON", () => {
  const text = '{"10_cat": {"n_repeats": 10, "dir": "/home/ana/cat", "tags": ["a", "on b"]}}';
  expect(keysOf(text, "10,", "/home", "ana", 'b"]')).toEqual([
    "$.ss_dataset_dirs.10_cat.n_repeats",
    "$.ss_dataset_dirs.10_cat.dir",
    "$.ss_dataset_dirs.10_cat.dir",
    "$.ss_dataset_dirs.10_cat.tags[1]",
  ]);
});

test("a place in any other string has the path of the string", () => {
  expect(keysOf("{% for a in b %}{{ a }}{% endfor %}", "for", "b")).toEqual([
    "$.ss_dataset_dirs",
    "$.ss_dataset_dirs",
  ]);
  expect(keysOf('["a", "b"}]', "b")).toEqual(["$.ss_dataset_dirs[1]"]);
  expect(keysOf("plain", "l")).toEqual(["$.ss_dataset_dirs"]);
  expect(keysOf('{"a": "b"}} and {c}', "and")).toEqual(["$.ss_dataset_dirs"]);
});
