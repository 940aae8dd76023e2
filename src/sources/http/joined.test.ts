import { expect, test } from "vitest";
import { type Span, span } from "../../core/span.ts";
import { cut, joined } from "./joined.ts";

const spans = (...all: readonly (readonly [number, number])[]): readonly Span[] =>
  all.map((each) => span(...each));

test("joins what is near, and nothing that is far", () => {
  const places = spans([0, 3], [10, 12]);
  expect(joined(places, { widest: 7, spare: 100 })).toEqual(spans([0, 12]));
  expect(joined(places, { widest: 6, spare: 100 })).toEqual(places);
  expect(joined([], { widest: 6, spare: 100 })).toEqual([]);
});

test("takes no more with them than there may be", () => {
  const places = spans([0, 3], [10, 12], [13, 14]);
  expect(joined(places, { widest: 10, spare: 7 })).toEqual(spans([0, 12], [13, 14]));
  expect(joined(places, { widest: 10, spare: 6 })).toEqual(spans([0, 3], [10, 14]));
});

test("joins what overlaps for nothing", () => {
  const places = spans([0, 9], [2, 4], [9, 12]);
  expect(joined(places, { widest: 0, spare: 0 })).toEqual(spans([0, 12]));
});

test("cuts what is long", () => {
  expect(cut(span(5, 12), 3)).toEqual(spans([5, 8], [8, 11], [11, 12]));
});
