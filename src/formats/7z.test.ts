import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { _7z } from "./7z.ts";

/** An archive of one folder with two files. */
function sevenOf(
  method: readonly number[],
  packed: Uint8Array,
  sizes: readonly [number, number],
): Uint8Array {
  const names = Buffer.from("home/ana\0b.txt\0", "utf16le");
  const header = join(
    [1, 4, 6, 0, 1, 9, packed.length, 0],
    [7, 11, 1, 0, 1, method.length, ...method, 12, sizes[0] + sizes[1], 0],
    [8, 13, 2, 9, sizes[0], 0, 0],
    [5, 2, 17, names.length + 1, 0],
    names,
    [0, 0],
  );
  return join(
    [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4],
    little(0, 4),
    little(packed.length, 8),
    little(header.length, 8),
    little(0, 4),
    packed,
    header,
  );
}

const text = join("hello world");
const stored = sevenOf([0], text, [6, 5]);
const deflated = sevenOf([4, 1, 8], deflateRawSync(text), [6, 5]);

test("finds names where they stand", async () => {
  const regions = await regionsOf(_7z, stored);
  expectInPlace(stored, regions);
  expect(Object.keys(textsByKey(regions))).toEqual(["home/ana", "b.txt"]);
});

test("unpacks each file of a folder", async () => {
  for (const each of [stored, deflated])
    expect((await unpackAll(_7z, each)).texts).toEqual({
      "home/ana": "hello ",
      "b.txt": "world",
    });
});

test("says what it cannot unpack", async () => {
  const unknown = await regionsOf(_7z, sevenOf([3, 4, 1], text, [6, 5]));
  expect(unknown.at(-1)).toMatchObject({ kind: "gap", reason: "unsupported: methods 030401" });
  const locked = await regionsOf(_7z, sevenOf([6, 0xf1, 7, 1], text, [6, 5]));
  expect(locked.at(-1)).toMatchObject({
    kind: "gap",
    reason: "encrypted: archive needs a password",
  });
});

test("sweeps what follows the end", async () => {
  expect((await regionsOf(_7z, join(stored, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("refuses a header that is not in the file", async () => {
  await expect(regionsOf(_7z, stored.subarray(0, -1))).rejects.toThrow("header of");
});

test("is known by its content", async () => {
  expect(await matches(_7z, stored)).toBe(true);
  expect(await matches(_7z, join("7z"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(_7z, [stored, deflated]);
});
