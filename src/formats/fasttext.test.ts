import { expect, test } from "vitest";
import { fasttext } from "./fasttext.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const head = join([0xba, 0x16, 0x4f, 0x2f], little(12, 4), new Uint8Array(56));
const entry = (word: string, type: number) => join(word, 0, little(7, 8), type);
const dictionary = (size: number, pruned = -1n, ...entries: readonly Uint8Array[]) =>
  join(little(size, 4), new Uint8Array(16), little(BigInt.asUintN(64, pruned), 8), ...entries);
const words = [entry("ana@lab.example", 0), entry("__label__spam", 1)];
const matrix = join(0, little(2, 8), little(3, 8), new Uint8Array(24));
const quantiser = (dimensions: number) =>
  join(little(dimensions, 4), new Uint8Array(12), new Uint8Array(dimensions * 1024));
const quantised = join(
  1,
  1,
  little(2, 8),
  little(3, 8),
  little(4, 4),
  new Uint8Array(4),
  quantiser(3),
  new Uint8Array(2),
  quantiser(1),
);
const sample = join(head, dictionary(2, -1n, ...words), matrix, matrix);

test("finds words and labels where they stand", async () => {
  const regions = await regionsOf(fasttext, sample);
  expect(textsByKey(regions)).toEqual({
    "$.words[0]": ["ana@lab.example"],
    "$.labels[1]": ["spam"],
  });
  expectInPlace(sample, regions);
});

test("skips matrices as they are, and quantised ones", async () => {
  const bytes = join(head, dictionary(2, 1n, ...words), new Uint8Array(8), quantised, matrix);
  const regions = await regionsOf(fasttext, bytes);
  expect(regions.slice(2)).toMatchObject([
    { kind: "tensor", name: "input" },
    { kind: "tensor", name: "output", span: { start: bytes.length - matrix.length + 1 } },
  ]);
});

test("sweeps what follows the matrices", async () => {
  const bytes = join(sample, "trailer");
  expect((await regionsOf(fasttext, bytes)).at(-1)).toMatchObject({
    kind: "dead",
    span: { start: sample.length },
  });
});

test.each([
  ["words", join(head, dictionary(2 ** 31)), "2147483648 words"],
  ["a word", join(head, dictionary(2), new Uint8Array(200_000).fill(65)), "word without end"],
  ["a matrix", join(head, dictionary(0), 0, little(2 ** 40, 8), little(2, 8)), "bytes to skip"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(fasttext, hostile)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(fasttext, sample)).toBe(true);
  expect(await matches(fasttext, join(head.subarray(0, 4), "else"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(fasttext, [sample, join(head, dictionary(0), quantised)]);
});
