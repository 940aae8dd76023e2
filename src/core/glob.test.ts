import { expect, test } from "vitest";
import { globMatches, globOf } from "./glob.ts";

test.each([
  ["*.log", "run.log"],
  ["*.log", "a/b/run.log"],
  ["/*.log", "run.log"],
  ["data/**", "data/x/y.csv"],
  ["data/", "data/x/y.csv"],
  ["data", "a/data/y.csv"],
  ["data/*.csv", "data/y.csv"],
  ["**/x/?.txt", "a/b/x/1.txt"],
  ["a/**/z", "a/z"],
  ["a*b*c", "aXbYbZc"],
  ["release.zip", "release.zip/run.ckpt/data.pkl"],
])("'%s' matches '%s'", (glob, path) => {
  expect(globMatches(glob, path)).toBe(true);
});

test.each([
  ["/*.log", "a/run.log"],
  ["data/*.csv", "data/x/y.csv"],
  ["data/*.csv", "a/data/y.csv"],
  ["*.log", "run.logs"],
  ["?.txt", "ab.txt"],
  ["a.c", "abc"],
])("'%s' does not match '%s'", (glob, path) => {
  expect(globMatches(glob, path)).toBe(false);
});

test("no glob is slow", () => {
  expect(globMatches("a*".repeat(200) + "b", "a".repeat(20_000))).toBe(false);
  expect(globMatches("**/a/".repeat(200) + "b", "a/".repeat(5000))).toBe(false);
});

test.each([
  "a.py",
  "b c/d é.py",
  "new\nline",
  "back\\slash",
  "#1",
  "rule=a",
  "*.py",
  "[ab]?",
  "🎉 x",
])("the glob of '%s' is one word, and about it alone", (path) => {
  expect(globOf(path)).not.toMatch(/\s/);
  expect(globMatches(globOf(path), path)).toBe(true);
  expect(globMatches(globOf(path), `other/${path}`)).toBe(false);
});
