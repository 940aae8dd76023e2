import * as fc from "fast-check";
import { expect, test } from "vitest";
import { automatonOf } from "./automaton.ts";

/** Walks the table as the kernel does. */
function found(literals: readonly string[], text: string): string[] {
  const { classes, table, firstEnd, ends } = automatonOf(literals);
  const all: string[] = [];
  let row = 0;
  for (const [at, byte] of Buffer.from(text).entries()) {
    const entry = table[row / 4 + (classes[byte] ?? 0)] ?? 0;
    row = (entry & 0x7fff_ffff) >>> 0;
    if (entry >= 0x8000_0000)
      for (const literal of ends[row / 256 - firstEnd] ?? [])
        all.push(`${literals[literal]}@${at + 1}`);
  }
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
