import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { all as clues } from "../../rules/clues/index.ts";
import { all as secrets } from "../../rules/secrets/index.ts";
import { lengths } from "./extent.ts";
import { stripLead } from "./lead.ts";
import { type LiteralSet, type Place, requiredLiterals } from "./literals.ts";
import type { Node } from "./node.ts";
import { parsePattern } from "./parse.ts";
import { compilePattern } from "./print.ts";
import {
  bytesText,
  commonPattern,
  type Guards,
  guardsOf,
  isGuarded,
  isQuick,
  joined,
  matchesOf,
  sampleOf,
  spells,
} from "./testing.ts";

const textOf = ({ literals }: LiteralSet): string[] =>
  literals.map(({ units }) => {
    const text = String.fromCharCode(...units.map(({ byte }) => byte));
    return units.some(({ fold }) => fold) ? `${text}~` : text;
  });

const literalsOf = (source: string, flags = ""): string[] | undefined => {
  const found = requiredLiterals(parsePattern(source, "js", flags));
  return found && textOf(found);
};

/** What of the text around its matches contradicts the literals, their places or their guards. */
function contradictions(tree: Node, found: LiteralSet, text: string): string[] {
  const wrong: string[] = [];
  for (const { index, 0: match } of text.matchAll(compilePattern(tree, "g"))) {
    const { min, max } = lengths(tree);
    if (match.length < min || match.length > max) wrong.push(`length of ${match}`);
    if (!found.literals.some((literal) => stands(literal, text, index))) wrong.push(match);
  }
  return wrong;
}

const guards = new WeakMap<Place, Guards>();

const stands = (literal: LiteralSet["literals"][number], text: string, start: number): boolean =>
  literal.places.some((place) => {
    const around = guards.get(place) ?? guardsOf(literal, place);
    guards.set(place, around);
    const last = Math.min(text.length, start + place.before.max);
    for (let at = start + place.before.min; at <= last; at++)
      if (spells(literal.units, text, at) && isGuarded(around, text, at, literal.units.length))
        return true;
    return false;
  });

describe.each([...secrets, ...clues].map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  test("its literals stand in all that it matches, in their places, and pass their guards", () => {
    const tree = stripLead(parsePattern(rule.pattern.source, "js", `${rule.pattern.flags}m`));
    const found = requiredLiterals(tree);
    expect(found).toBeDefined();
    if (!found) return;
    expect(found.literals.length).toBeLessThanOrEqual(64);
    for (const text of rule.examples.found) {
      const plain = Buffer.from(text.replaceAll(/[«»]/g, "")).toString("latin1");
      expect(matchesOf(compilePattern(tree), plain)).not.toEqual([]);
      expect(contradictions(tree, found, plain)).toEqual([]);
    }
    fc.assert(
      fc.property(bytesText, sampleOf(tree), bytesText, (before, sample, after) => {
        expect(contradictions(tree, found, before + sample + after)).toEqual([]);
      }),
      { numRuns: 1 },
    );
  });
});

test("so they do for patterns at random", () => {
  const middle = fc.constantFrom("(?:ab|k_)", "(?:a|b1)", "=\\w", "");
  const pattern = joined(commonPattern, middle, commonPattern);
  let compared = 0;
  fc.assert(
    fc.property(pattern, bytesText, fc.gen(), (source, text, gen) => {
      fc.pre(isQuick(source));
      const tree = stripLead(parsePattern(source, "js"));
      const found = requiredLiterals(tree);
      if (!found) return;
      const whole = text + gen(() => sampleOf(tree)) + text;
      compared += [...whole.matchAll(compilePattern(tree, "g"))].length;
      expect(contradictions(tree, found, whole)).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(50);
});

test("a literal is as long as it can be, and folded where the pattern is", () => {
  expect(literalsOf("hf_[A-Za-z]{34}")).toEqual(["hf_"]);
  expect(literalsOf("x(?:foo|bar)-y")).toEqual(["xfoo-y", "xbar-y"]);
  expect(literalsOf("(?i:wan)db=")).toEqual(["wandb=~"]);
  expect(literalsOf("-{5}BEGIN RSA PRIVATE KEY-{5}")).toEqual(["-----BEGIN RSA P"]);
  expect(literalsOf("[a-z]+(?=.{0,9}zqx)")).toEqual(["zqx"]);
});

test("rare literals are preferred to common ones, and a start to what follows", () => {
  expect(literalsOf("token[=:]wandb_v1_\\w+")).toEqual(["wandb_v1_"]);
  expect(literalsOf("key[0-9]{32}")?.length).toBe(10);
  expect(literalsOf("key-[a-z]{9}\\.xq7")).toEqual([".xq7"]);
  expect(literalsOf("(?:abc)?(?:zqk|xqj)")).toEqual(["zqk", "xqj"]);
});

test("of literals that start alike the shorter stands for both", () => {
  const found = requiredLiterals(parsePattern("(?:zqk\\d|zqk_api=\\d)", "js"));
  expect(found?.literals.map(({ places }) => places.length)).toEqual([2]);
});

test("without two bytes in a row there is none", () => {
  expect(literalsOf("a?b*[c-z]{9}")).toBeUndefined();
  expect(literalsOf("a|bcd")).toBeUndefined();
});

test("common words are known to be common", () => {
  const rate = (source: string) =>
    requiredLiterals(parsePattern(source, "js", "i"))?.hitsPerMegabyte;
  for (const word of ["token", "key", "api"]) expect(rate(word)).toBeGreaterThan(100);
  for (const word of ["AKIA", "hf_", "wandb_v1", "sk-ant-"]) expect(rate(word)).toBeLessThan(2);
});
