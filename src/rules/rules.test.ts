import { describe, expect, test } from "vitest";
import type { Benign } from "../core/rule.ts";
import { type Matcher, matcher } from "../engine/matcher.ts";
import { ownProgram } from "../scan/program.ts";
import { all as artefacts } from "./artefacts/index.ts";
import { all as benign } from "./benign/index.ts";
import { all as clues } from "./clues/index.ts";
import { all as secrets } from "./secrets/index.ts";

const rules = [...secrets, ...clues];
/** Once for all: a rule is then tried alone by leaving the others out. */
const {
  compiled: { rules: programs, image },
} = await ownProgram();

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  const alone = rules.map((each) => (each === rule ? each : undefined));
  let engine: Matcher | undefined;
  const found = (text: string) =>
    (engine ??= matcher(alone, { rules: programs, image }))
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

test("all ids differ", () => {
  const ids = [...rules, ...artefacts, ...benign].map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("keywords are two or more lower-case ASCII characters", () => {
  const odd = rules.flatMap(({ id, keywords }) =>
    keywords
      .filter((each) => !/^[\x20-\x40\x5b-\x7e]{2,}$/.test(each))
      .map((each) => `${id}: ${each}`),
  );
  expect(odd).toEqual([]);
});

const single = artefacts.filter(({ when }) => when.kind !== "release");

describe.each(single.map((rule) => [rule.id, rule] as const))("%s", (_id, { when, examples }) => {
  const holds = (text: string) => {
    if (when.kind === "dead" || when.kind === "release") return /[^\0]/.test(text);
    return when.kind === "format" ? when.formats.includes(text) : when.pattern.test(text);
  };
  test.each(examples.found)("finds %j", (text) => expect(holds(text)).toBe(true));
  test.each(examples.ignored)("ignores %j", (text) => expect(holds(text)).toBe(false));
});

describe.each(benign.map((each) => [each.id, each] as const))("%s", (_id, each) => {
  const applies = ({ value, path, key, line, near }: Benign, text: string) =>
    [value, path, key, near].every((pattern) => pattern === undefined || pattern.test(text)) &&
    (line === undefined || text.split("\n").some((each) => line.test(each)));
  test.each(each.examples.benign)("lets %j pass", (text) => expect(applies(each, text)).toBe(true));
  test.each(each.examples.telling)("keeps %j", (text) => expect(applies(each, text)).toBe(false));
});
