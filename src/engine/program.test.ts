import { expect, test } from "vitest";
import { compile, tableOf } from "./program.ts";

test("takes from a pattern what stands in every match, and what must stand around it", () => {
  const { literals, rules, sets } = compile([
    { id: "token", pattern: /(?<![a-z])(?<value>tok_[0-9]{4})/ },
  ]);
  const [literal] = literals;
  expect([literal?.text, literal?.fold]).toEqual(["tok_", 0]);
  const [check] = literal?.checks ?? [];
  expect(tableOf(sets[check?.notBefore ?? 0] ?? "")["m".charCodeAt(0)]).toBe(1);
  expect(check?.steps.map(([set, min, max]) => [tableOf(sets[set] ?? "")[0x35], min, max])).toEqual(
    [[1, 4, 4]],
  );
  expect(rules[0]?.sticky).toBe(true);
});

test("letters of a pattern without case are folded", () => {
  const { literals } = compile([{ id: "word", pattern: /Secret:(?<value>.)/i }]);
  expect(literals.map(({ text, fold }) => [text, fold.toString(2)])).toEqual([
    ["secret:", "111111"],
  ]);
});

test("a pattern that requires nothing is refused by name", () => {
  expect(() => compile([{ id: "any", pattern: /(?<value>[a-z]+)/ }])).toThrow(
    "rule 'any': its pattern requires no text of two bytes",
  );
});
