import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ValueRuns } from "./value-runs.ts";
import { textBreaks, wide } from "./windows.ts";

const table = new Uint8Array(256).fill(1, 0x61, 0x7b);
const runsIn = (text: string, from = 0): ValueRuns =>
  new ValueRuns(Buffer.from(text), textBreaks, { table, least: 3, from });

test("a value stands behind a place on its line, or it does not", () => {
  const runs = runsIn("k abc k ab\nabc");
  expect([0, 2, 3, 6, 11].map((start) => runs.follow(start))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});

test("what stands before a value is not a part of it", () => {
  expect(runsIn("tokens = ab", 6).follow(0)).toBe(false);
  expect(runsIn("tokens = abc", 6).follow(0)).toBe(true);
});

test("not behind the furthest window", () => {
  const far = `k${" ".repeat(wide.after)}abc`;
  expect([0, 3, 4].map((start) => runsIn(far).follow(start))).toEqual([false, false, true]);
});

test("says the same as a look from each place alone", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n"), maxLength: 60 });
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), fc.nat(5), (all, places, from) => {
      const runs = runsIn(all, from);
      for (const start of places.toSorted((one, other) => one - other))
        expect(runs.follow(start)).toBe(/^.*[a-z]{3}/.test(all.slice(start + from)));
    }),
  );
});
