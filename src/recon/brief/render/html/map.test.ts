import { expect, test } from "vitest";
import { briefOn } from "../../brief.ts";
import { reportWith, seen } from "../../testing.ts";
import { laidOut } from "./layout.ts";
import { mapOf } from "./map.ts";

const many = Array.from({ length: 40 }, (_, at) =>
  seen({ rule: "internal-host", preview: `node${at}.internal.corp` }),
);

test("more of a kind than can be read are one box that says how many", () => {
  const { columns, lines } = mapOf(briefOn(reportWith(...many)));
  const machines = columns.flat().filter(({ kind }) => kind === "machine");
  expect(machines).toHaveLength(9);
  expect(machines.at(-1)).toMatchObject({ name: "and 32 more", folded: 32 });
  expect(lines).toHaveLength(9);
  expect(lines.find(({ from }) => from === "folded:machine")?.count).toBe(32);
});

test("the map is the same whatever the order of findings", () => {
  const [one, other] = [many, many.toReversed()].map((each) => mapOf(briefOn(reportWith(...each))));
  expect(one).toEqual(other);
});

test.each([
  ["across", 1014],
  ["down", 328],
] as const)("%s: every box and every line lies inside", (runs, width) => {
  const { boxes, curves, height } = laidOut(mapOf(briefOn(reportWith(...many))), { runs, width });
  for (const box of boxes) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
  }
  for (const { path } of curves)
    for (const [, x] of path.matchAll(/(-?[\d.]+) -?[\d.]+/g))
      expect(Number(x)).toBeLessThanOrEqual(width + 30);
});
