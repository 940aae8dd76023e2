import { expect, test } from "vitest";
import type { Rule } from "../core/rule.ts";
import { listed } from "../core/numbered.ts";
import { joined } from "./join.ts";
import { compiled, matcher } from "./matcher.ts";
import { compile } from "./program.ts";

const ruleOf = (id: string, pattern: RegExp): Rule => ({
  id,
  title: id,
  class: "secret",
  severity: "high",
  confidence: "high",
  harm: "",
  remedy: "",
  keywords: ["z"],
  pattern,
  references: [],
  examples: { found: ["«»"], ignored: [""] },
});

const names = ["one", "two", "three", "four"].map((name, at) =>
  ruleOf(name, new RegExp(`(?<!\\w)(?<value>z${at}q_[A-Za-z]{4,9}\\d?)(?!\\w)`, at % 2 ? "i" : "")),
);

test("rules compiled apart and joined are as if compiled together", () => {
  const apart = joined(compiled(names.slice(0, 2)), compile(names.slice(2)));
  const together = compiled(names);
  expect(listed(apart.rules)).toEqual(together.rules);
  const text = Buffer.from("z0q_abcd Z1Q_abcde z2q_abcd Z2q_abcd z3Q_abcd1 xz0q_abcd z1q_abc");
  const found = matcher(names, apart).find(text);
  expect(found.map(({ rule, span }) => [rule.id, span.start])).toEqual([
    ["one", 0],
    ["two", 9],
    ["three", 19],
    ["four", 37],
  ]);
  expect(found).toEqual(matcher(names, together).find(text));
});

test("joining nothing to rules leaves their image as it was", () => {
  const before = compiled(names);
  const after = joined(before, compile([]));
  expect(Buffer.compare(after.image, before.image)).toBe(0);
});
