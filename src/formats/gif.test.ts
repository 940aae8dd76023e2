import { expect, test } from "vitest";
import { gif } from "./gif.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const head = join("GIF89a", [1, 0, 1, 0, 0x80, 0, 0], new Uint8Array(6));
const sample = join(
  head,
  [0x21, 0xfe, 3],
  "by ",
  [3],
  "ana",
  0,
  [0x21, 0xff, 11],
  "XMP DataXMP",
  [4],
  "<x/>",
  0,
  [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0],
  0x3b,
);

test("finds comments where they stand, though they are cut into pieces", async () => {
  const regions = await regionsOf(gif, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({ comment: ["by ana"] });
  expect(regions.map(({ kind }) => kind)).toEqual(["string", "stretch", "tensor"]);
});

test("sweeps what follows the end", async () => {
  expect((await regionsOf(gif, join(sample, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("refuses a picture that is cut off", async () => {
  await expect(regionsOf(gif, sample.subarray(0, -1))).rejects.toThrow("bytes wanted");
});

test("is known by its content", async () => {
  expect(await matches(gif, sample)).toBe(true);
  expect(await matches(gif, join("GIF88a"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gif, [sample]);
});
