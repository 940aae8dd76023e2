import * as fc from "fast-check";
import { expect, test } from "vitest";
import { minimized } from "./minimize.ts";

test("states that do the same are one", () => {
  // Two ways, by states 3 and 4, to what passes after two more bytes.
  const rows = [
    [0, 0],
    [1, 1],
    [3, 4],
    [5, 0],
    [5, 0],
    [1, 0],
  ];
  expect(minimized(rows)).toEqual([
    [0, 0],
    [1, 1],
    [3, 3],
    [4, 0],
    [1, 0],
  ]);
});

test("decides as before, with no more states", () => {
  const size = 9;
  const row = fc.array(fc.nat(size - 1), { minLength: 3, maxLength: 3 });
  const automaton = fc
    .array(row, { minLength: size - 2, maxLength: size - 2 })
    .map((rows) => [[0, 0, 0], [1, 1, 1], ...rows]);
  const decides = (rows: readonly (readonly number[])[], bytes: readonly number[]): number =>
    bytes.reduce((state, byte) => rows[state]?.[byte] ?? 0, 2);
  fc.assert(
    fc.property(automaton, fc.array(fc.nat(2), { maxLength: 30 }), (rows, bytes) => {
      const fewest = minimized(rows);
      expect(fewest.length).toBeLessThanOrEqual(rows.length);
      const [one, other] = [decides(rows, bytes), decides(fewest, bytes)];
      expect(Math.min(other, 2)).toBe(Math.min(one, 2));
    }),
  );
});
