import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contains } from "./node.ts";
import { parsePattern } from "./parse.ts";
import { compilePattern, printRanges } from "./print.ts";
import { bytesText, isQuick, patternWithValue, sampleOf } from "./testing.ts";
import { valueRun } from "./value-run.ts";

const runOf = (source: string): string | undefined => {
  const run = valueRun(parsePattern(source, "js"));
  return run && `${printRanges(run.bytes)} ${run.least} from ${run.from}`;
};

test("every value has so many of its bytes in a row", () => {
  expect(runOf("key=(?<value>[0-9a-f]{32})x")).toBe("0-9a-f 32 from 4");
  expect(runOf("a(?:=(?<value>b{3,9})|:(?<value>cc))")).toBe("bc 2 from 2");
  expect(runOf("a(?=(?<value>b+))")).toBe("b 1 from 1");
  expect(runOf("a(?<value>b{500})")).toBe("b 64 from 1");
});

test("where a match may have no value, none is asked for", () => {
  for (const source of ["a(?<value>b)?", "a(?:(?<value>b)|c)", "(?<=(?<value>b))a", "abc"])
    expect(runOf(source)).toBeUndefined();
});

test("no match is without it", () => {
  fc.assert(
    fc.property(patternWithValue, bytesText, fc.gen(), (source, text, gen) => {
      fc.pre(isQuick(source));
      const tree = parsePattern(source, "js");
      const run = valueRun(tree);
      fc.pre(run !== undefined);
      const subject = text + gen(() => sampleOf(tree)) + text;
      for (const { index, indices, groups } of subject.matchAll(compilePattern(tree, "dg"))) {
        const at = indices?.groups?.["value"]?.[0] ?? 0;
        expect(at - index).toBeGreaterThanOrEqual(run?.from ?? 0);
        const value = Buffer.from(groups?.["value"] ?? "", "latin1");
        expect(value.length).toBeGreaterThanOrEqual(run?.least ?? 0);
        expect(value.every((byte) => contains(run?.bytes ?? [], byte))).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
