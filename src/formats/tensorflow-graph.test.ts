import { expect, test } from "vitest";
import { field } from "./kit/protobuf-testing.ts";
import { graphSample, metaGraphSample } from "./kit/tensorflow-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { tensorflowGraph } from "./tensorflow-graph.ts";

test("finds names, constants and attributes where they stand; weights are not read", async () => {
  const regions = await regionsOf(tensorflowGraph, graphSample);
  expect(textsByKey(regions)).toMatchObject({
    "$.node[0].attr.value.tensor.string_val[1]": ["second"],
    "$.node[1].name": ["dense/kernel"],
    "$.node[2].attr.shared_name": ["shared_name", "hash_/srv/a"],
    "$.library.function[0].node_def[0].op": ["Relu"],
  });
  expect(regions.filter(({ kind }) => kind === "tensor")).toMatchObject([
    { name: expect.stringContaining("tensor_content") },
  ]);
  expectInPlace(graphSample, regions);
});

test("sees what was appended", async () => {
  const bytes = join(graphSample, field(40, "hidden"), "\x07");
  const regions = await regionsOf(tensorflowGraph, bytes);
  expect(textsByKey(regions)["$[unknown 40]"]).toEqual(["hidden"]);
  expect(regions.at(-1)).toMatchObject({ kind: "stretch" });
});

test("is known by its content", async () => {
  expect(await matches(tensorflowGraph, graphSample)).toBe(true);
});

test.each([
  ["a meta graph", metaGraphSample],
  ["a caffe net", join(field(1, "LeNet"), field(100, field(1, "conv")))],
  ["a Paddle program", join(field(1, field(1, 0), field(2, 0)))],
  ["lines", join("\n\n\nName\n\n")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(tensorflowGraph, bytes).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorflowGraph, [graphSample]);
});
