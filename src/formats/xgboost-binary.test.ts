import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { xgboostBinary } from "./xgboost-binary.ts";

const text = (value: string) => join(little(value.length, 8), value);
const numbers = join(new Uint8Array(12), little(1, 4), little(1, 4), new Uint8Array(116));
const tree = (nodes: number, leafVector = 0) =>
  join(
    little(1, 4),
    little(nodes, 4),
    new Uint8Array(12),
    little(leafVector, 4),
    new Uint8Array(124),
    new Uint8Array(nodes * 36),
  );
const trees = join(little(2, 4), new Uint8Array(156), tree(3), tree(1, 1), new Uint8Array(8));
const attributes = join(little(1, 8), text("hub_token"), text("made-up"));
const metrics = join(little(1, 8), text("auc"));
const model = (booster: string, body: Uint8Array) =>
  join("binf", numbers, text("binary:logistic"), text(booster), body, attributes, metrics);
const sample = model("gbtree", trees);

test("finds names and attributes where they stand", async () => {
  const regions = await regionsOf(xgboostBinary, sample);
  expect(textsByKey(regions)).toEqual({
    "$.objective": ["binary:logistic"],
    "$.booster": ["gbtree"],
    "$.attributes.hub_token": ["hub_token", "made-up"],
    "$.metrics[0]": ["auc"],
  });
  expectInPlace(sample, regions);
});

test.each([
  ["a linear model", model("gblinear", join(new Uint8Array(136), little(2, 8), new Uint8Array(8)))],
  ["a dart model", model("dart", join(trees, little(2, 8), new Uint8Array(8)))],
  ["a model without magic", sample.subarray(4)],
])("reads %s", async (_what, bytes) => {
  const regions = await regionsOf(xgboostBinary, bytes);
  expect(textsByKey(regions)["$.attributes.hub_token"]).toEqual(["hub_token", "made-up"]);
  expect(await matches(xgboostBinary, bytes)).toBe(true);
});

test("skips trees, and sweeps what follows the model", async () => {
  const bytes = join(sample, "trailer");
  const regions = await regionsOf(xgboostBinary, bytes);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([
    { kind: "tensor", name: "trees" },
    { kind: "dead", span: { start: sample.length, end: bytes.length } },
  ]);
});

test("says that it does not know a booster", async () => {
  const regions = await regionsOf(xgboostBinary, model("other", trees));
  expect(regions.slice(2)).toMatchObject([
    { kind: "gap", reason: "unsupported: booster" },
    { kind: "stretch" },
  ]);
});

test.each([
  ["a text", join(numbers, little(2 ** 40, 8), "gbtree"), "1099511627776 items"],
  [
    "trees",
    join(numbers, text("a"), text("gbtree"), little(2 ** 31, 4), new Uint8Array(200)),
    "2147483648 trees",
  ],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(xgboostBinary, hostile)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(xgboostBinary, join("binf and then something else"))).toBe(false);
  expect(await matches(xgboostBinary, new Uint8Array(300))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(xgboostBinary, [sample, model("dart", trees)]);
});
