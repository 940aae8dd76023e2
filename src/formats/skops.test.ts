import { expect, test } from "vitest";
import { expectOnlyMalformed, matches, regionsOf, textsByKey } from "./kit/testing.ts";
import { zipOf } from "./kit/zip-testing.ts";
import { skops } from "./skops.ts";

const schema = { name: "schema.json", data: '{"__class__": "Pipeline"}' };
const sample = zipOf([{ name: "140.npy", data: "array" }, schema], { comment: "made on gpu7" });

test("hands on the schema and the arrays, and reads what a zip has besides", async () => {
  const regions = await regionsOf(skops, sample);
  const names = regions.flatMap((each) => (each.kind === "child" ? [each.blob.origin] : []));
  expect(names).toMatchObject([{ name: "140.npy" }, { name: "schema.json" }]);
  expect(JSON.stringify(textsByKey(regions))).toContain("made on gpu7");
});

test("is known by its content", async () => {
  expect(await matches(skops, sample)).toBe(true);
  expect(await matches(skops, zipOf([schema, { name: "a.txt", data: "" }]))).toBe(false);
  expect(await matches(skops, zipOf([{ name: "140.npy", data: "array" }]))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(skops, [sample]);
});
