import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { exifOf } from "./kit/exif-testing.ts";
import { chunk, riffOf } from "./kit/riff-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { webp } from "./webp.ts";

const sample = riffOf(
  "WEBP",
  chunk("VP8 ", "pixel"),
  chunk("EXIF", exifOf([[0x13c, "gpu07\0"]])),
  chunk("XMP ", "<x:xmpmeta/>"),
  chunk("note", "by ana"),
);

test("finds EXIF where it stands, reads XMP as text, sweeps the rest", async () => {
  const regions = await regionsOf(webp, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({ HostComputer: ["gpu07"] });
  expect(regions.map(({ kind }) => kind)).toEqual([
    "tensor",
    "string",
    "stretch",
    "stretch",
    "stretch",
  ]);
  const at = Buffer.from(sample).indexOf("by ana");
  expect(await webp.keys?.(memoryBlob(sample), [at])).toEqual(["note"]);
});

test("sweeps what follows the end", async () => {
  expect((await regionsOf(webp, join(sample, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("refuses a chunk that is cut off", async () => {
  await expect(regionsOf(webp, sample.subarray(0, -2))).rejects.toThrow("chunk ends");
});

test("is known by its content", async () => {
  expect(await matches(webp, sample)).toBe(true);
  expect(await matches(webp, riffOf("WAVE"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(webp, [sample]);
});
