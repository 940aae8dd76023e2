import { expect, test } from "vitest";
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
import { tiff } from "./tiff.ts";

const comment = join("UNICODE\0", Buffer.from("at home", "utf16le"));
const tags = [
  [0x13b, "Ana Silva\0"],
  [0x13c, "gpu07\0"],
  [0x9c9d, Buffer.from("Ana\0", "utf16le")],
  [0x9286, comment],
] as const;
const sample = exifOf(tags, [[2, [1, 2, 3, 4, 5, 6]]]);

test("finds tags where they stand, in tables below the first, too, and sweeps them", async () => {
  const regions = await regionsOf(tiff, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({
    Artist: ["Ana Silva"],
    HostComputer: ["gpu07"],
    XPAuthor: ["Ana\0"],
    UserComment: ["at home"],
    "GPS.GPSLatitude": [""],
    tags: ["Eat home"],
  });
});

test("skips pixels, and sweeps what no tag leads to", async () => {
  const head = exifOf([
    [0x111, [0]],
    [0x117, [4]],
  ]);
  const bytes = join(
    exifOf([
      [0x111, [head.length]],
      [0x117, [4]],
    ]),
    "pix!",
    "deleted",
  );
  const regions = await regionsOf(tiff, bytes);
  const pixels = { start: head.length, end: head.length + 4 };
  expect(regions.find(({ kind }) => kind === "tensor")).toMatchObject({ span: pixels });
  expect(regions.at(-1)).toMatchObject({
    kind: "dead",
    span: { start: pixels.end, end: bytes.length },
  });
});

test("ends where tables lead into one another, and refuses tags that overlap", async () => {
  const loop = Buffer.from(exifOf([[0x13b, "Ana\0"]]));
  loop.writeUInt32LE(8, 22);
  expect(textsByKey(await regionsOf(tiff, loop))).toEqual({ Artist: ["Ana"] });
  const long = join("x".repeat(100));
  const bytes = Buffer.from(
    exifOf([
      [0x13b, long],
      [0x13b, long],
      [0x13b, long],
    ]),
  );
  for (const at of [1, 2]) bytes.copy(bytes, 10 + 12 * at + 8, 18, 22);
  await expect(regionsOf(tiff, bytes.subarray(0, 8 + 42 + 100))).rejects.toThrow("overlap");
});

test("is known by its content", async () => {
  expect(await matches(tiff, sample)).toBe(true);
  expect(await matches(tiff, join("II+\0", little(8, 4)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tiff, [sample]);
});
