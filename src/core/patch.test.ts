import * as fc from "fast-check";
import { expect, test } from "vitest";
import { memoryBlob } from "./blob.ts";
import { MalformedError } from "./error.ts";
import { patched } from "./patch.ts";
import { span } from "./span.ts";

const original = Uint8Array.from({ length: 40 }, (_, at) => at);
const patchesOf = (...places: readonly (readonly [at: number, length: number])[]) =>
  places.map(([at, length]) => ({ at, bytes: new Uint8Array(length).fill(0xff) }));

test("any part of a patched blob is that part of the bytes with the patches in them", async () => {
  const patches = patchesOf([30, 10], [3, 1], [4, 6]);
  const whole = Uint8Array.from(original);
  for (const { at, bytes } of patches) whole.set(bytes, at);
  const blob = patched(memoryBlob(original), patches);
  const range = fc.tuple(fc.nat(40), fc.nat(40)).map((ends) => ends.toSorted((a, b) => a - b));
  await fc.assert(
    fc.asyncProperty(range, async ([start = 0, end = 0]) => {
      expect(await blob.read(span(start, end))).toEqual(whole.subarray(start, end));
    }),
  );
});

test("the bytes beneath stay as they are", async () => {
  await patched(memoryBlob(original), patchesOf([0, 40])).read(span(0, 40));
  expect(original[5]).toBe(5);
});

test("patches that overlap, or reach too far, are refused", () => {
  expect(() => patched(memoryBlob(original), patchesOf([0, 4], [3, 2]))).toThrow(RangeError);
  expect(() => patched(memoryBlob(original), patchesOf([38, 3]))).toThrow(MalformedError);
});
