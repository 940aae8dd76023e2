import { expect, test } from "vitest";
import { nameOf } from "../core/blob.ts";
import { keras } from "./keras.ts";
import { expectInPlace, expectOnlyMalformed, matches, regionsOf } from "./kit/testing.ts";
import { type TestMember, zipOf } from "./kit/zip-testing.ts";

const members: readonly TestMember[] = [
  { name: "metadata.json", data: '{"keras_version": "3.12.0"}' },
  { name: "config.json", data: '{"class_name": "Functional", "config": {}}' },
  { name: "model.weights.h5", data: "weights" },
];
const saved = zipOf([...members, { name: "assets/words.txt", data: "by ana", method: 8 }], {
  comment: "by ana",
  gap: "hidden",
});

test("hands on all members, the weights too", async () => {
  const regions = await regionsOf(keras, saved);
  expectInPlace(saved, regions);
  const names = regions.flatMap((each) =>
    each.kind === "child" ? [nameOf(each.blob.origin)] : each.kind === "packed" ? [each.name] : [],
  );
  expect(names).toEqual(["metadata.json", "config.json", "model.weights.h5", "assets/words.txt"]);
});

test("looks at comments, and at what stands between the members", async () => {
  const regions = await regionsOf(keras, saved);
  expect(regions.find(({ kind }) => kind === "dead")).toBeDefined();
  expect(regions.find((each) => each.kind === "string" && each.key === "(comment)")).toBeDefined();
});

test("is known by its members", async () => {
  expect(await matches(keras, saved)).toBe(true);
  expect(await matches(keras, zipOf(members.slice(0, 2)))).toBe(false);
  expect(await matches(keras, zipOf([{ name: "x/data.pkl" }, { name: "x/version" }]))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(keras, [Uint8Array.from(saved)]);
});
