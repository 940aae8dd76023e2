import { expect, test } from "vitest";
import { span } from "./span.ts";
import { firstAbove, joinedSpans } from "./spans.ts";

test("spans that touch or overlap become one", () => {
  const all = [span(9, 12), span(0, 3), span(2, 5), span(5, 6), span(10, 11)];
  expect(joinedSpans(all)).toEqual([span(0, 6), span(9, 12)]);
});

test("finds the first number above another", () => {
  const sorted = [1, 3, 3, 7];
  expect([0, 1, 3, 6, 7].map((least) => firstAbove(sorted, least))).toEqual([0, 1, 3, 3, 4]);
});
