import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { rar } from "./rar.ts";

const block = (...bytes: readonly (number | string)[]): Uint8Array => {
  const body = join(...bytes);
  return join([0, 0, 0, 0, body.length], body);
};
const start = join("Rar!\x1a\x07\x01\0");
const sample = join(
  start,
  block(1, 0, 0),
  block(2, 2, 4, 4, 5, 0x20, 1, 2, 3, 4, 0, 1, 8, "home/ana"),
  "data",
  block(5, 0, 0),
);

test("finds names where they stand, and says that the data is not read", async () => {
  const regions = await regionsOf(rar, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({ "home/ana": ["home/ana"] });
  expect(regions.filter(({ kind }) => kind === "gap")).toMatchObject([
    { reason: "unsupported: packed by RAR" },
  ]);
});

test("says that names are encrypted, and sweeps archives of before version 5", async () => {
  const locked = await regionsOf(rar, join(start, block(4, 0, 0)));
  expect(locked.at(-1)).toMatchObject({ reason: "encrypted: names, too" });
  const old = await regionsOf(rar, join("Rar!\x1a\x07\0", "home/ana"));
  expect(old.map(({ kind }) => kind)).toEqual(["stretch", "gap"]);
});

test("is known by its content", async () => {
  expect(await matches(rar, sample)).toBe(true);
  expect(await matches(rar, join("Rar!"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(rar, [sample]);
});
