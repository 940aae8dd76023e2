import { expect, test } from "vitest";
import { hitsPerMegabyte, singleChance, type Unit } from "./rarity.ts";

const unitsOf = (text: string, fold = false): readonly Unit[] =>
  Array.from(text, (each) => ({ byte: each.charCodeAt(0), fold }));

test("what is common in text is met more often than what is rare, and either case more often than one", () => {
  const met = (text: string, fold?: boolean): number => hitsPerMegabyte(unitsOf(text, fold));
  expect(met("the")).toBeGreaterThan(met("qzx"));
  expect(met("tok")).toBeGreaterThan(met("token"));
  expect(met("key", true)).toBeGreaterThan(met("key"));
});

test("a byte that text is full of is likelier than a rare one", () => {
  expect(singleChance(0x65)).toBeGreaterThan(singleChance(0x7a));
});
