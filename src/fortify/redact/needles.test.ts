import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Needles, shortestNeedle } from "./needles.ts";

/** At each start the longest needle, and where one may begin that the text does not end. */
function plainSearch(needles: readonly string[], text: string) {
  const starts = Array.from({ length: text.length }, (_, at) => at);
  const places = starts.flatMap((start) => {
    const found = needles.filter((each) => text.startsWith(each, start));
    const end = start + Math.max(...found.map(({ length }) => length));
    return found.length > 0 ? [[start, end]] : [];
  });
  const open = starts.filter((start) =>
    needles.some((each) => each.length > text.length - start && each.startsWith(text.slice(start))),
  );
  return { places, open };
}

test("finds what a plain search finds", () => {
  const text = (least: number, most: number) =>
    fc.string({ unit: fc.constantFrom("a", "b", "\xff"), minLength: least, maxLength: most });
  fc.assert(
    fc.property(
      fc.array(text(shortestNeedle, 14), { maxLength: 12 }),
      fc.array(text(0, 40), { maxLength: 4 }),
      (needles, texts) => {
        const search = new Needles();
        for (const each of needles) search.add(each, each);
        for (const each of [...texts, ...needles, needles.join("")]) {
          const { places, open } = search.search(Buffer.from(each, "latin1"));
          expect({
            places: places
              .map(({ start, end }) => [start, end])
              .sort(([one = 0], [other = 0]) => one - other),
            open: open.map(({ start }) => start).sort((one, other) => one - other),
          }).toEqual(plainSearch(needles, each));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test("says which needle surely stands at an open place, and keeps the first name of one", () => {
  const needles = new Needles();
  needles.add("abcdef", "short");
  needles.add("abcdefghij", "long");
  needles.add("abcdef", "again");
  expect(needles.search(Buffer.from("..abcdefg"))).toEqual({
    places: [{ start: 2, end: 8, name: "short" }],
    open: [{ start: 2, depth: 7, known: 8 }],
  });
});
