import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { lightgbm } from "./lightgbm.ts";

const trees = ["Tree=0\nnum_leaves=2\nthreshold=0.5\n\n\n", "Tree=1\nnum_leaves=1\n\n\n"];
const file = (sizes: string): Uint8Array =>
  join(
    "tree\nversion=v4\nnum_class=1\nfeature_names=age site ana@lab.example\n",
    `feature_infos=[0:1] 0:1:2 none\ntree_sizes=${sizes}\n\n`,
    ...trees,
    "end of trees\n\nfeature_importances:\nage=3\n\nparameters:\n[boosting: gbdt]\n",
    "[data: /home/ana/train.csv]\n[valid: ]\n\nend of parameters\n\n",
    'pandas_categorical:[["Lyon", "caf\\u00e9"]]\n',
  );
const sample = file(trees.map(({ length }) => length).join(" "));

test("finds features, parameters and categories where they stand", async () => {
  const regions = await regionsOf(lightgbm, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.version": ["v4"],
    "$.feature_names[2]": ["ana@lab.example"],
    "$.feature_infos[1]": ["0:1:2"],
    "$.feature_importances": ["age=3"],
    "$.parameters.data": ["/home/ana/train.csv"],
    "$.pandas_categorical[0][1]": ["café"],
  });
  expectInPlace(sample, regions);
});

test("skips the trees", async () => {
  const regions = await regionsOf(lightgbm, sample);
  expect(regions.filter(({ kind }) => kind === "tensor")).toHaveLength(2);
  expect(JSON.stringify(textsByKey(regions))).not.toContain("threshold");
});

test.each(["1 2", "", "99999999999", "-5 x"])(
  "reads trees as text when their sizes are '%s'",
  async (sizes) => {
    const regions = await regionsOf(lightgbm, file(sizes));
    expect(textsByKey(regions)).toMatchObject({
      "$.threshold": ["0.5"],
      "$.parameters.boosting": ["gbdt"],
    });
    expect(regions.some(({ kind }) => kind === "tensor")).toBe(false);
  },
);

test("reads lines of any kind, with either line's end, and without the last", async () => {
  const bytes = join("tree\r\nversion=v4\r\nfeature_names=a b\r\na note\r\nTree=0\r\nkey=last");
  const regions = await regionsOf(lightgbm, bytes);
  expect(textsByKey(regions)).toMatchObject({
    $: ["tree", "a note"],
    "$.feature_names[1]": ["b"],
    "$.key": ["last"],
  });
  expectInPlace(bytes, regions);
});

test("is known by its content", async () => {
  expect(await matches(lightgbm, sample)).toBe(true);
  expect(await matches(lightgbm, join("tree\nof life"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(lightgbm, [sample]);
});
