import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parsePattern } from "./parse.ts";
import { compilePattern, printPattern } from "./print.ts";
import { bytesText, isQuick, patternWithValue, sampleOf } from "./testing.ts";
import { valuePlaced } from "./value-place.ts";

const placed = (source: string): string | undefined => {
  const node = valuePlaced(parsePattern(source, "js"));
  return node && printPattern(node);
};

test("what is before the value gets a group of its own", () => {
  expect(placed("key=(?<value>\\d+)x")).toBe("(?<before>key=)(?<value>[0-9]+)x");
  expect(placed("(?:a|b)(?:c(d(?<value>e)f)g)h")).toBe(
    "(?<before>(?:a|b)cd)(?<value>e)fgh".replace("(?:a|b)", "[ab]"),
  );
  expect(placed("(?<value>a)b")).toBe("(?<value>a)b");
});

test("not where the value may stand at several places", () => {
  for (const source of ["a(?:b(?<value>c)|d)", "(?:a(?<value>b)){2}", "a(?=(?<value>b))"])
    expect(placed(source)).toBeUndefined();
});

test("the value starts where the group before it ends", () => {
  fc.assert(
    fc.property(patternWithValue, bytesText, fc.gen(), (source, text, gen) => {
      // Options would make the value depend on the text.
      fc.pre(isQuick(source) && !source.includes("|"));
      const tree = parsePattern(source, "js");
      const other = valuePlaced(tree);
      if (!other) throw new Error(source);
      const subject = text + gen(() => sampleOf(tree)) + text;
      const starts = [...subject.matchAll(compilePattern(tree, "dg"))].map(
        (found) => found.indices?.groups?.["value"]?.[0],
      );
      const told = [...subject.matchAll(compilePattern(other, "g"))].map(
        ({ index, groups }) => index + (groups?.["before"]?.length ?? 0),
      );
      expect(told).toEqual(starts);
    }),
    { numRuns: 200 },
  );
});
