import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { ncnn } from "./ncnn.ts";

const text = `7767517
2 2
Input            data             0 1 data 0=224 1=224
Convolution      /home/ana/conv1  1 1 data conv1 0=8 1=3
`;
const sample = join(text);

test("looks at the text as it stands", async () => {
  expect(await regionsOf(ncnn, sample)).toContainEqual({
    kind: "stretch",
    as: "text",
    span: { start: 0, end: sample.length },
  });
});

test("says in which layer each place stands", async () => {
  const places = ["2 2", "data 0=", "ana", "conv1 0="];
  const offsets = places.map((each) => text.indexOf(each));
  expect(await ncnn.keys?.(memoryBlob(sample), offsets)).toEqual([
    undefined,
    "$.data",
    '$["/home/ana/conv1"]',
    '$["/home/ana/conv1"]',
  ]);
});

test("is known by its first two lines", async () => {
  expect(await matches(ncnn, sample)).toBe(true);
  expect(await matches(ncnn, join("7767517\nis a number\n"))).toBe(false);
  expect(await matches(ncnn, join("77\n2 2\n"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ncnn, [sample]);
});
