import { expect, test } from "vitest";
import { gitIndex } from "./git-index.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const digest = new Uint8Array(20);
const head = (version: number, count: number): Uint8Array =>
  join("DIRC", [0, 0, 0, version], [0, 0, 0, count]);

function entry(path: string, flags = 0): Uint8Array {
  const bytes = join(
    new Uint8Array(60).fill(1),
    [flags, path.length],
    flags & 0x40 ? [0, 0] : [],
    path,
  );
  return join(bytes, new Uint8Array(8 - (bytes.length % 8)));
}

const packed = (dropped: number, rest: string): Uint8Array =>
  join(new Uint8Array(60).fill(1), [0, 9], [dropped], rest, 0);

const extension = join("UNTR", [0, 0, 0, 24], "Location /home/ana/model");
const plain = join(head(2, 2), entry("README.md"), entry("src/.env"), extension, digest);
const extended = join(head(3, 1), entry("src/x.py", 0x40), digest);
const shared = join(
  head(4, 3),
  packed(0, "src/one.py"),
  packed(6, "two.py"),
  packed(6, "env"),
  digest,
);

test.each([
  ["of version 2", plain, ["README.md", "src/.env"]],
  ["with extended flags", extended, ["src/x.py"]],
  ["that share what they start with", shared, ["src/one.py", "src/two.py", "src/env"]],
])("finds paths %s where they stand", async (_, bytes, paths) => {
  const regions = await regionsOf(gitIndex, bytes);
  expect(Object.values(textsByKey(regions)).flat()).toEqual(paths);
  expectInPlace(bytes, regions);
});

test("sweeps extensions, and what is in none", async () => {
  const regions = await regionsOf(gitIndex, join(plain.subarray(0, -20), "odd", digest));
  const end = plain.length - 20;
  expect(regions.slice(2)).toEqual([
    { kind: "stretch", as: "binary", span: { start: end - 24, end } },
    { kind: "dead", what: "after the last extension", span: { start: end, end: end + 3 } },
  ]);
});

test("says where an entry is cut, or shares too much", async () => {
  await expect(regionsOf(gitIndex, plain.subarray(0, 90))).rejects.toThrow(
    "entry that is cut at byte 12",
  );
  const wrong = join(head(4, 1), packed(3, "x"), digest);
  await expect(regionsOf(gitIndex, wrong)).rejects.toThrow("shares more than there is");
});

test("is known by its header", async () => {
  expect(await matches(gitIndex, plain)).toBe(true);
  expect(await matches(gitIndex, head(5, 1))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gitIndex, [plain, extended, shared]);
});
