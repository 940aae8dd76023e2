import { describe, expect, test } from "vitest";
import { compiled, matcher } from "../../engine/matcher.ts";
import { briefRules } from "./rules.ts";

describe.each(briefRules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const engine = matcher([rule], compiled([rule]));
  const found = (text: string): readonly string[] =>
    engine
      .find(Buffer.from(text))
      .map(({ span }) => Buffer.from(text).toString("utf8", span.start, span.end));

  test.each(rule.examples.found)("finds %j", (example) => {
    const wanted = [...example.matchAll(/«([^]*?)»/g)].map(([, value]) => value);
    expect(found(example.replaceAll(/[«»]/g, ""))).toEqual(wanted);
  });

  test.each(rule.examples.ignored)("ignores %j", (text) => {
    expect(found(text)).toEqual([]);
  });
});
