import * as fc from "fast-check";
import { expect, test } from "vitest";
import { automatonOf, hit, rowSize } from "./automaton.ts";

const anything = new Uint8Array(32).fill(0xff);

/** Walks the table as the kernel does. @param follow Bytes that may follow a literal. */
function found(literals: readonly string[], text: string, follow = anything): string[] {
  const automaton = automatonOf(literals.map((text) => ({ text, follow })));
  if (!automaton) throw new Error("too many");
  const { classes, table, firstEnd, ends, rowMask, tagShift } = automaton;
  const all: string[] = [];
  const note = (state: number, end: number): void => {
    for (const literal of ends[state] ?? []) all.push(`${literals[literal]}@${end}`);
  };
  let row = 0;
  for (const [at, byte] of Buffer.from(text).entries()) {
    const entry = table[row / 4 + (classes[byte] ?? 0)] ?? 0;
    if (entry >= hit) note((entry & 0xff) | (((entry - hit) >>> tagShift) << 8), at);
    row = entry & rowMask;
  }
  if (row / rowSize >= firstEnd) note(row / rowSize - firstEnd, text.length);
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

test("marks a literal only where the byte behind it may follow, and where the text ends", () => {
  const onlyS = new Uint8Array(32);
  onlyS["s".charCodeAt(0) >> 3] = 1 << ("s".charCodeAt(0) & 7);
  expect(found(["he", "she"], "heshe hehe", onlyS)).toEqual(["he@10", "he@2"]);
});

test("has room for the numbers of many literals beside its rows", () => {
  const many = Array.from({ length: 3000 }, (_, at) => `k${at}=`);
  expect(found(many, "k7=k2999=k1234=")).toEqual(["k1234=@15", "k2999=@9", "k7=@3"]);
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
