import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { jpeg } from "./jpeg.ts";
import { exifOf } from "./kit/exif-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

function segment(marker: number, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const data = join(...parts);
  return join(0xff, marker, little(data.length + 2, 2).toReversed(), data);
}

const iptc = join(0x1c, 2, 80, 0, 3, "Ana", 0x1c, 2, 120, 0, 6, "a\x1c\x02cat");
const scan = join([0xff, 0xda, 0, 4, 1, 2], [1, 0xff, 0, 2, 0xff, 0xd3, 3]);
const sample = join(
  [0xff, 0xd8],
  segment(0xe0, "JFIF\0"),
  segment(0xe1, "Exif\0\0", exifOf([[0x13b, "Ana\0"]])),
  segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", "<x:xmpmeta/>"),
  segment(0xed, "Photoshop 3.0\0", "8BIM\x04\x04\0\0", iptc),
  segment(0xfe, "by ana"),
  scan,
  [0xff, 0xd9],
);

test("finds EXIF, IPTC and comments where they stand", async () => {
  const regions = await regionsOf(jpeg, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({
    Artist: ["Ana"],
    "By-line": ["Ana"],
    Caption: ["a\x1c\x02cat"],
    comment: ["by ana"],
  });
});

test("reads XMP as text, sweeps other segments, and says in which a value stands", async () => {
  const regions = await regionsOf(jpeg, sample);
  const text = regions.find((each) => each.kind === "stretch" && each.as === "text");
  const at = Buffer.from(sample).indexOf("<x:xmp");
  expect(text).toMatchObject({ span: { start: at, end: at + 12 } });
  expect(await jpeg.keys?.(memoryBlob(sample), [at])).toEqual(["APP1"]);
});

test("skips the pixels, with escaped bytes and restarts in them", async () => {
  const pixels = (await regionsOf(jpeg, sample)).filter(({ kind }) => kind === "tensor");
  expect(pixels).toMatchObject([{ span: { start: sample.length - 9, end: sample.length - 2 } }]);
});

test("reads a second picture behind the end, and sweeps what else is there", async () => {
  expect((await regionsOf(jpeg, join(sample, sample))).at(-1)).toMatchObject({ kind: "child" });
  expect((await regionsOf(jpeg, join(sample, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("refuses a picture without end", async () => {
  await expect(regionsOf(jpeg, sample.subarray(0, -2))).rejects.toThrow("no end");
});

test("is known by its content", async () => {
  expect(await matches(jpeg, sample)).toBe(true);
  expect(await matches(jpeg, join([0xff, 0xd8, 0]))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(jpeg, [sample]);
});
