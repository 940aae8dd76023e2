import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { word2vec } from "./word2vec.ts";

const vector = new Uint8Array(new Float32Array([0.25, -1, 3]).buffer);
const word = (text: string) => join(text, " ", vector);
/** As gensim writes it, and as the C program does. */
const sample = join("2 3\n", word("ana@lab.example"), word("Lyon"));
const withLines = join("2 3\n", word("ana@lab.example"), "\n", word("Lyon"), "\n");

test.each([
  ["gensim", sample],
  ["the C program", withLines],
])("finds words where %s puts them", async (_what, bytes) => {
  const regions = await regionsOf(word2vec, bytes);
  expect(textsByKey(regions)).toEqual({
    "$.words[0]": ["ana@lab.example"],
    "$.words[1]": ["Lyon"],
  });
  expectInPlace(bytes, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toHaveLength(2);
});

test("finds long words", async () => {
  const long = "x".repeat(500);
  const regions = await regionsOf(word2vec, join("1 3\n", word(long)));
  expect(textsByKey(regions)).toEqual({ "$.words[0]": [long] });
});

test("sweeps what follows the last vector", async () => {
  const bytes = join(sample, "trailer");
  expect((await regionsOf(word2vec, bytes)).at(-1)).toMatchObject({
    kind: "dead",
    span: { start: sample.length },
  });
});

test.each([
  ["a count", join("999999999 300\n", word("a")), "999999999 words"],
  ["a word", join("1 3\n", new Uint8Array(2000).fill(65)), "word without end"],
  [
    "a vector",
    join("1 300\n", new Uint8Array(1190).fill(65), " ", new Uint8Array(100)),
    "word without end",
  ],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(word2vec, hostile)).rejects.toThrow(message);
});

test("is known by its content, and a table in text is not taken for it", async () => {
  expect(await matches(word2vec, sample)).toBe(true);
  for (const text of [
    "2 3\nLyon 0.25 -1 3\nana 1 2 3\n",
    "2 3\n",
    "10 5\nblob of text and more of it",
  ])
    expect(await matches(word2vec, join(text)), text).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(word2vec, [sample, withLines]);
});
