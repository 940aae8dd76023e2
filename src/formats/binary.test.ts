import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { binary } from "./binary.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textOf,
} from "./kit/testing.ts";

const little = (from: string): Uint8Array => Buffer.from(from, "utf16le");
const big = (from: string): Uint8Array => Buffer.from(from, "utf16le").swap16();
const texts = (regions: readonly Region[]): string[] =>
  regions.filter((each) => each.kind === "string").map(textOf);

test("takes what is no text", async () => {
  expect(await matches(binary, join("\x7fELF\x02\x01\x01\0\0\0"))).toBe(true);
  expect(await matches(binary, join("plain text\n"))).toBe(false);
});

test("looks at all bytes as they stand, and at UTF-16 decoded", async () => {
  const bytes = join([1, 2, 3], little("user ana"), [0, 0, 7], big("host gpu7"), [9, 9, 1]);
  const regions = await regionsOf(binary, bytes);
  expect(regions[0]).toEqual({
    kind: "stretch",
    as: "binary",
    span: { start: 0, end: bytes.length },
  });
  expect(texts(regions)).toEqual(["user ana", "host gpu7"]);
  expectInPlace(bytes, regions);
});

test("leaves out runs of fewer than six characters", async () => {
  expect(texts(await regionsOf(binary, join(1, little("five5"), [1, 1])))).toEqual([]);
  expect(texts(await regionsOf(binary, join(1, little("sixsix"), [1, 1])))).toEqual(["sixsix"]);
});

test("also reads a string without a letter that may be its length", async () => {
  const name = "x".repeat(48);
  const read = async (
    ...parts: readonly (Uint8Array | number | readonly number[])[]
  ): Promise<string[]> => texts(await regionsOf(binary, join(...parts)));
  expect(await read([0, 0, 0, 48], big(name), [1, 1])).toEqual([`0${name}`, name]);
  expect(await read([9, 9, 96, 0], little(name), 1)).toEqual([`\`${name}`]);
});

test("finds each run wherever it stands among others", async () => {
  const gap = fc.uint8Array({ minLength: 2, maxLength: 30 }).map((bytes) => bytes.map(() => 1));
  const word = fc.stringMatching(/^[a-z][a-z ]{5,20}$/);
  const parts = fc.array(fc.tuple(gap, word, fc.boolean()), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(parts, async (all) => {
      const bytes = join(
        1,
        ...all.flatMap(([gap, word, le]) => [gap, (le ? little : big)(word)]),
        1,
      );
      const regions = await regionsOf(binary, bytes);
      expect(texts(regions)).toEqual(all.map(([, word]) => word));
      expectInPlace(bytes, regions);
    }),
  );
});

test("carries runs over the edges of blocks, and cuts them at 4 KiB", async () => {
  const edge = 1 << 20;
  for (const shift of [-30, -13, -12, -11, -2, -1, 0, 1]) {
    const bytes = join(new Uint8Array(edge + shift).fill(1), little("across the edge"), [1, 1]);
    expect(texts(await regionsOf(binary, bytes)), String(shift)).toEqual(["across the edge"]);
  }
  const long = join(new Uint8Array(edge - 9000).fill(1), little("y".repeat(20_000)), [1, 1]);
  const found = texts(await regionsOf(binary, long));
  expect(found.join("")).toBe("y".repeat(20_000));
  expect(Math.max(...found.map(({ length }) => length))).toBe(2048);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(binary, [join(1, little("user ana"), 1, big("host gpu7"), 1)]);
});
