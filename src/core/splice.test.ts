import * as fc from "fast-check";
import { expect, test } from "vitest";
import { memoryBlob } from "./blob.ts";
import { span } from "./span.ts";
import { patchesOf, type Splice, spliced, without } from "./splice.ts";

const blob = memoryBlob(Buffer.from("0123456789"));
const splice = (start: number, end: number, text: string): Splice => ({
  at: span(start, end),
  bytes: Buffer.from(text),
});
const textOf = async (splices: readonly Splice[]): Promise<string> => {
  const made = spliced(blob, splices);
  return Buffer.from(await made.read(span(0, made.size))).toString();
};

test("takes out, puts in, and moves what stands behind", async () => {
  expect(await textOf([splice(7, 8, "seven"), without(span(2, 4)), splice(0, 0, "<")])).toBe(
    "<01456seven89",
  );
  expect(await textOf([without(span(0, 10))])).toBe("");
  expect(await textOf([])).toBe("0123456789");
});

test("reads any part as if it were cut out of the whole", async () => {
  const splices = [splice(2, 5, "abcdef"), without(span(6, 7)), splice(10, 10, "end")];
  const whole = await textOf(splices);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length), fc.nat(whole.length), async (one, other) => {
      const at = span(Math.min(one, other), Math.max(one, other));
      const part = await spliced(blob, splices).read(at);
      expect(Buffer.from(part).toString()).toBe(whole.slice(at.start, at.end));
    }),
  );
});

test("refuses splices that overlap, or reach behind the end", async () => {
  expect(() => spliced(blob, [splice(0, 3, ""), splice(2, 4, "")])).toThrow(RangeError);
  expect(() => spliced(blob, [splice(9, 11, "")])).toThrow("missing");
  await expect(spliced(blob, []).read(span(9, 11))).rejects.toThrow("missing");
});

test("knows those that are patches", () => {
  expect(patchesOf([splice(2, 4, "ab")])).toEqual([{ at: 2, bytes: Buffer.from("ab") }]);
  expect(patchesOf([splice(2, 4, "ab"), splice(5, 6, "")])).toBeUndefined();
});
