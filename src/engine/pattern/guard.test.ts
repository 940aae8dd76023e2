import { expect, test } from "vitest";
import { notBefore } from "./before.ts";
import { allowsFirst } from "./guard.ts";
import { requiredLiterals } from "./literals.ts";
import { byteSet, bytesOf } from "./node.ts";
import { parsePattern } from "./parse.ts";
import { printPattern } from "./print.ts";
import { guardsOf, guardPasses, type Guards } from "./testing.ts";

function guards(source: string, flags = "m"): Guards {
  const [literal] = requiredLiterals(parsePattern(source, "js", flags))?.literals ?? [];
  const [place] = literal?.places ?? [];
  if (!literal || !place) throw new Error("no literal");
  return guardsOf(literal, place);
}

function ruledOut(source: string): string {
  const [literal] = requiredLiterals(parsePattern(source, "js", "m"))?.literals ?? [];
  const bytes = notBefore(literal?.units[0], literal?.places[0]?.lead);
  return printPattern({ kind: "set", bytes: byteSet(bytes) });
}

test("what may not stand before: classes, edges of words, and what the pattern takes there", () => {
  expect(ruledOut("(?<![A-Z])zqk_")).toBe("[A-Z]");
  expect(ruledOut("\\bzqk_")).toBe("[0-9A-Z_a-z]");
  expect(ruledOut("[0-9a-f]{8}zqk_")).toBe("[^0-9a-f]");
  expect(ruledOut("[0-9a-f]{0,8}zqk_")).toBe("[]");
  expect(ruledOut("(?<![a-k](?<!\\\\[b-d]|%[0-9A-F]{2}))zqk_")).toBe("[ae-k]");
});

const after = (source: string, ...texts: readonly string[]): boolean[] =>
  texts.map((text) => guardPasses(guards(source).after, text));
const before = (source: string, ...texts: readonly string[]): boolean[] =>
  texts.map((text) => guardPasses(guards(source).before, [...text].reverse().join("")));

test("what follows a literal is told from what does not", () => {
  expect(after("zqk_\\d{3}-[a-z]{4,9}", "123-abcd", "12-abcd", "123-abc.", "123-ab")).toEqual([
    true,
    false,
    false,
    // The text ends: what is behind it is not known.
    true,
  ]);
  expect(after("zqk_(?:s|es)?[ -]{0,9}[=:]['\"]?\\w", "es  = '5", "e= '5", "s=5", "x=5")).toEqual([
    false,
    false,
    true,
    false,
  ]);
  expect(after("zqk_[a-z]{20}", "a".repeat(19) + "0", "a".repeat(20))).toEqual([false, true]);
  expect(after("zqk_\\w*x", "anything")).toEqual([true]);
});

test("what stands before a literal is read backwards", () => {
  const lead = "[0-9a-f]{4}-\\w{2}\\.zqk_";
  expect(before(lead, "beef-ab", "xbee-ab", "-beef.ab")).toEqual([true, false, false]);
  // What is before the text is not known.
  expect(before(lead, "bee-ab", "")).toEqual([true, true]);
  expect(before("(?<![a-z])zqk_", "1", "q")).toEqual([true, false]);
});

test("where anything may stand there is no guard", () => {
  expect(guards("zqk_").after).toBeUndefined();
  expect(guards("(?=zqk_)").before).toBeUndefined();
  expect(guards("zqk_\\w*").after).toBeUndefined();
});

test("a pattern of which the guard would be too large passes early", () => {
  const { after: guard } = guards("zqk_(?:\\w{0,60}a[a-f]{30}|[0-9a-z]{0,60}b\\w{30})!");
  expect((guard?.rows.length ?? 0) / (guard?.width ?? 1)).toBeLessThanOrEqual(128);
  expect(guardPasses(guard, "-")).toBe(false);
});

test("the bytes next to a literal", () => {
  const { after: guard } = guards("zqk_[0-9]x");
  const allowed = bytesOf([[0, 255]]).filter((byte) => !guard || allowsFirst(guard, byte));
  expect(String.fromCharCode(...allowed)).toBe("0123456789");
});
