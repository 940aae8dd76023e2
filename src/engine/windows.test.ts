import * as fc from "fast-check";
import { expect, test } from "vitest";
import { noBreaks, textBreaks, Windows } from "./windows.ts";

const bytes = fc
  .array(fc.constantFrom("a", "b", "\u0093", "\n", "aaaaaaaaaaaaaaaaaaaaaaaa"), { maxLength: 60 })
  .map((pieces) => Buffer.from(pieces.join(""), "latin1"));
const reach = fc.record({ before: fc.nat(20), after: fc.nat(40) });
const asked = fc.array(fc.tuple(fc.nat(300), reach), { minLength: 1, maxLength: 12 });

test("a window is the same whatever was asked for before", () => {
  fc.assert(
    fc.property(bytes, asked, fc.constantFrom(textBreaks, noBreaks), (text, places, breaks) => {
      const windows = new Windows(text, breaks);
      for (const [place, wanted] of places) {
        const at = Math.min(place, text.length);
        expect(windows.at(at, wanted)).toEqual(new Windows(text, breaks).at(at, wanted));
      }
    }),
  );
});

test("a window ends with its line or its reach, and says which", () => {
  const windows = new Windows(Buffer.from("one\ntwo three\n"), textBreaks);
  const whole = { start: 4, text: "two three", cutStart: false, cutEnd: false };
  expect(windows.at(6, { before: 9, after: 9 })).toEqual(whole);
  expect(windows.at(6, { before: 1, after: 3 })).toEqual({
    start: 5,
    text: "wo t",
    cutStart: true,
    cutEnd: true,
  });
});
