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
import { tensorflowMetagraph } from "./tensorflow-metagraph.ts";

test("finds versions, collections and the graph's strings where they stand", async () => {
  const regions = await regionsOf(tensorflowMetagraph, metaGraphSample);
  expect(textsByKey(regions)).toMatchObject({
    "$.meta_info_def.tensorflow_git_version": ["v2.21.0-rc1-7-gabcdef"],
    "$.graph_def.node[0].attr.value.tensor.string_val[0]": ["/data/ana/vocab.txt"],
    "$.collection_def.notes.bytes_list.value[0]": ["by ana@example.com"],
  });
  expectInPlace(metaGraphSample, regions);
});

test("sees what was appended", async () => {
  const regions = await regionsOf(tensorflowMetagraph, join(metaGraphSample, field(40, "hidden")));
  expect(textsByKey(regions)["$[unknown 40]"]).toEqual(["hidden"]);
});

test("is known by its content", async () => {
  expect(await matches(tensorflowMetagraph, metaGraphSample)).toBe(true);
});

test.each([
  ["a graph", graphSample],
  ["a saved model", join(field(1, 1), field(2, metaGraphSample))],
  ["lines", join("\n\n\n1.2.3\n")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(tensorflowMetagraph, bytes).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorflowMetagraph, [metaGraphSample]);
});
