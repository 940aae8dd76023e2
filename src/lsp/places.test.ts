import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CodeUnits } from "./places.ts";

test("bytes of UTF-8 are counted as UTF-16 counts them, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), (parts) => {
      const text = parts.join("");
      const units = new CodeUnits(Buffer.from(text));
      let unit = 0;
      const places = parts.map((part) => {
        const start = unit;
        unit += part.length;
        return { start, end: unit };
      });
      for (const { start, end } of [...places, ...places.toReversed()]) {
        const bytes = {
          start: Buffer.byteLength(text.slice(0, start)),
          end: Buffer.byteLength(text.slice(0, end)),
        };
        expect(units.of(bytes)).toEqual({ start, end });
      }
    }),
  );
});

test("what ends behind the text ends with it", () => {
  expect(new CodeUnits(Buffer.from("🦜")).of({ start: 0, end: 9 })).toEqual({ start: 0, end: 2 });
});
