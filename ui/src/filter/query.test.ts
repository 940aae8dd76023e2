import { describe, expect, test } from "vitest";
import {
  type Filterable,
  formatQuery,
  matches,
  parseQuery,
  setValues,
  toggleValue,
  valuesOf,
} from "./query.ts";

describe("a filter", () => {
  test.each([
    "class:secret,host",
    "!state:closed token",
    'target:"s3://a b" "two words"',
    "age:>30d severity:critical",
    "",
  ])("%j is written as it was read", (text) => {
    expect(formatQuery(parseQuery(text))).toBe(text);
  });

  test("is read while somebody types", () => {
    expect(parseQuery('class: "open quo')).toEqual([
      { isNegated: false, values: ["class:"] },
      { isNegated: false, values: ["open quo"] },
    ]);
  });

  test("gains and loses values where they stand", () => {
    expect(toggleValue("word", "class", "secret")).toBe("class:secret word");
    expect(toggleValue("state:open class:secret word", "class", "host")).toBe(
      "state:open class:secret,host word",
    );
    expect(toggleValue("class:secret word", "class", "secret")).toBe("word");
    expect(setValues("age:>30d x", "age", [">7d"])).toBe("age:>7d x");
    expect(valuesOf("!class:secret", "class")).toEqual([]);
  });
});

describe("a finding passes", () => {
  const now = Date.parse("2026-11-29T00:00:00Z");
  const row: Filterable = {
    facets: { class: ["secret"], severity: ["high"], target: ["a.zip", "b.zip"] },
    text: "aws access key id\nrelease.zip",
    since: now - 40 * 86_400_000,
  };
  test.each([
    ["", true],
    ["class:secret severity:critical,high", true],
    ["class:host", false],
    ["!class:host target:b.zip", true],
    ["!class:secret", false],
    ["AWS release", true],
    ['"access key"', true],
    ["gitlab", false],
    ["age:>30d", true],
    ["age:<2w", false],
    ["age:soon", false],
    ["nope:1", false],
  ])("%j: %s", (text, passes) => {
    expect(matches(parseQuery(text), row, now)).toBe(passes);
  });
});
