import { expect, test } from "vitest";
import type { Rule } from "../core/rule.ts";
import { matcher } from "./matcher.ts";
import { binaryBreaks } from "./windows.ts";

const rule = (id: string, keyword: string, pattern: RegExp, more: Partial<Rule> = {}): Rule => ({
  id,
  title: id,
  class: "secret",
  severity: "high",
  confidence: "high",
  harm: "",
  remedy: "",
  keywords: [keyword],
  pattern,
  references: [],
  examples: { found: ["«»"], ignored: [""] },
  ...more,
});

const found = (rules: readonly Rule[], text: string | Uint8Array, breaks?: Uint8Array): string[] =>
  matcher(rules)
    .find(Buffer.from(text as string), breaks && { breaks, sparse: false })
    .map(({ rule: by, span }) => `${by.id}@${span.start}-${span.end}`);

const key = rule("key", "key_", /(?<![a-z])(?<value>key_[a-z]+)(?![a-z])/);

test("finds each match once, however many keywords stand in it", () => {
  expect(found([key], "key_a key_b\nxkey_c KEY_ key_d")).toEqual([
    "key@0-5",
    "key@6-11",
    "key@24-29",
  ]);
});

test("a match does not run over lines unless its rule does", () => {
  const pair = /key_\s(?<value>end)/;
  expect(found([rule("one", "key_", pair)], "key_\nend")).toEqual([]);
  expect(found([rule("many", "key_", pair, { lines: "many" })], "key_\nend")).toEqual(["many@5-8"]);
});

test("in binary data any control character ends a line", () => {
  const bytes = Buffer.from("key_\u0001ab key_abc\u0002");
  const loose = rule("loose", "key_", /key_(?<value>[^ ]+)/);
  expect(found([loose], bytes, binaryBreaks)).toEqual(["loose@12-15"]);
});

test("what is longer than a window is still found whole", () => {
  const long = `key_${"a".repeat(3000)}`;
  expect(found([key], `${" ".repeat(700)}${long} `)).toEqual([`key@700-${700 + long.length}`]);
});

test("a window's edge is not taken for a boundary", () => {
  expect(found([key], `${"x".repeat(252)}${"x".repeat(600)}key_abc`)).toEqual([]);
});

test("at one place the specific rule wins, and a secret before a clue", () => {
  const general = rule("general", "key_", /(?<value>key_\w+)/, { general: true });
  const clue = rule("clue", "key_", /(?<value>.*key_.*)/, { class: "path", severity: "critical" });
  expect(found([clue, general, key], "a key_b c")).toEqual(["key@2-7"]);
  expect(found([clue, general], "a key_b c")).toEqual(["general@2-7"]);
});

test("offsets are bytes, not characters", () => {
  expect(found([key], "ü key_a")).toEqual(["key@3-8"]);
});

test("a match that a window's end made shorter is looked at again", () => {
  // Where the window ends within the tail, only the short reading matches.
  const path = rule("path", "/home/", /(?<value>\/home\/[a-z]{1,9}(?:\/[a-z]{1,900}(?=["]))?)/);
  const inside = rule(
    "inside",
    "/home/",
    /(?<![a-z])(?<value>x?\/home\/[a-z]{1,9}(?:\/[a-z]{1,900}(?=["]))?)/,
  );
  const text = `${"-".repeat(700)}/home/ann/${"z".repeat(600)}"${"-".repeat(700)}`;
  expect(found([path], text)).toEqual(["path@700-1310"]);
  expect(found([inside], text)).toEqual(["inside@700-1310"]);
});

test("a match that ends behind the first window is found, although none ends in it", () => {
  const whole = rule("whole", "/home/", /(?<value>\/home\/[a-z]{1,900}(?=["]))/);
  const text = `${"-".repeat(700)}/home/${"z".repeat(700)}"${"-".repeat(700)}`;
  expect(found([whole], text)).toEqual(["whole@700-1406"]);
});
