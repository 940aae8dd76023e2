import * as fc from "fast-check";
import { expect, test } from "vitest";
import { automaton } from "./automaton.ts";

function found(literals: readonly string[], text: string): string[] {
  const all: string[] = [];
  automaton(literals).scan(Buffer.from(text), (literal, end) =>
    all.push(`${literals[literal]}@${end}`),
  );
  return all.sort();
}

function slowly(literals: readonly string[], text: string): string[] {
  const ends = (literal: string) =>
    [...text].keys().filter((at) => text.toLowerCase().startsWith(literal, at));
  return literals
    .flatMap((literal) => [...ends(literal)].map((at) => `${literal}@${at + literal.length}`))
    .sort();
}

test("finds literals that overlap and end in one another", () => {
  expect(found(["she", "he", "hers"], "uSHErs")).toEqual(["he@4", "hers@6", "she@4"]);
});

test("agrees with the plain loop", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "_"), minLength: 1, maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom("a", "A", "b", "B", "_", "z"), maxLength: 60 });
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 8 }), text, (words, subject) => {
      expect(found(words, subject)).toEqual(slowly(words, subject));
    }),
  );
});
