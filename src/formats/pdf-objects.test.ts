import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { pdfObjects } from "./pdf-objects.ts";

const objects = join("1 0 2 12 << /Author <feff0041> >> (b)");
const page = join("BT /F1 12 Tf [(AK) 20 (IA) -3 (Q\\051)] TJ ET");

test("finds strings where they stand", async () => {
  const regions = await regionsOf(pdfObjects, objects);
  expectInPlace(objects, regions);
  expect(textsByKey(regions)["Author"]?.[0]).toContain("A");
});

test("joins a line that was set in parts", async () => {
  const regions = await regionsOf(pdfObjects, page);
  expectInPlace(page, regions);
  expect(textsByKey(regions)["text"]).toEqual(["AKIAQ)"]);
});

test("is known by its content, and by the name that the reader of PDF files gives it", async () => {
  expect(await matches(pdfObjects, objects, "7 0 (objects)")).toBe(true);
  expect(await matches(pdfObjects, page, "7 0 obj")).toBe(true);
  expect(await matches(pdfObjects, page, "page.txt")).toBe(false);
  expect(await matches(pdfObjects, join("<xml/>"), "7 0 obj")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pdfObjects, [objects, page]);
});
