import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { type Span, span } from "../core/span.ts";
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
import { tensorflowSavedmodel } from "./tensorflow-savedmodel.ts";

const sample = join(field(1, 1), field(2, metaGraphSample));

test("finds constants, names, versions and collections where they stand", async () => {
  const regions = await regionsOf(tensorflowSavedmodel, sample);
  const graph = "$.meta_graphs[0].graph_def";
  expect(textsByKey(regions)).toMatchObject({
    "$.meta_graphs[0].meta_info_def.tensorflow_version": ["2.21.0"],
    [`${graph}.node[0].attr.value.tensor.string_val[0]`]: ["/data/ana/vocab.txt"],
    [`${graph}.node[2].attr.shared_name`]: ["shared_name", "hash_/srv/a"],
    [`${graph}.library.function[0].signature.name`]: ["__inference_call_12"],
    "$.meta_graphs[0].collection_def.notes.bytes_list.value[0]": ["by ana@example.com"],
    "$.meta_graphs[0].asset_file_def[0].filename": ["vocab.txt"],
  });
  expectInPlace(sample, regions);
});

test("gives the settings of objects as documents, and weights unread", async () => {
  const regions = await regionsOf(tensorflowSavedmodel, sample);
  expect(regions.filter(({ kind }) => kind === "tensor")).toHaveLength(1);
  expect(regions.filter(({ kind }) => kind === "child")).toMatchObject([
    { blob: { size: 10, origin: { name: expect.stringMatching(/user_object.metadata$/) } } },
  ]);
});

test("reads little of a large model", async () => {
  const weights = field(8, field(1, 1), field(4, new Uint8Array(5_000_000)));
  const node = field(
    1,
    field(1, "w"),
    field(2, "Const"),
    field(5, field(1, "value"), field(2, weights)),
  );
  const blob = memoryBlob(join(field(1, 1), field(2, field(2, node, graphSample))));
  let read = 0;
  const counted = {
    ...blob,
    read: async (at: Span) => {
      read += at.end - at.start;
      return blob.read(at);
    },
  };
  await regionsOf(tensorflowSavedmodel, counted);
  expect(read).toBeLessThan(100_000);
});

test("sees fields that it does not know, and what was appended", async () => {
  const bytes = join(sample, field(9, "hidden here"), "\xffnoise");
  const regions = await regionsOf(tensorflowSavedmodel, bytes);
  expect(textsByKey(regions)["$[unknown 9]"]).toEqual(["hidden here"]);
  expect(regions.at(-1)).toMatchObject({ kind: "stretch", span: { end: bytes.length } });
  expect(regions.at(-2)).toMatchObject({ kind: "gap" });
});

test("reads what is there of a model that was cut off", async () => {
  const regions = await regionsOf(tensorflowSavedmodel, sample.subarray(0, 200));
  expect(regions.some(({ kind }) => kind === "gap")).toBe(true);
  expect(textsByKey(regions)["$.meta_graphs[0].meta_info_def.tensorflow_version"]).toBeDefined();
});

test("is known by its content", async () => {
  expect(await matches(tensorflowSavedmodel, sample)).toBe(true);
  expect(
    await matches(tensorflowSavedmodel, join(field(1, 1), field(2, field(2, graphSample)))),
  ).toBe(true);
});

test.each([
  ["an ONNX model", join(field(1, 8), field(2, "pytorch"), field(7, field(2, "g")))],
  ["a graph", graphSample],
  ["a meta graph", metaGraphSample],
  ["a later version", join(field(1, 99), field(2, metaGraphSample))],
  ["text", join("\b\x01 text")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(tensorflowSavedmodel, bytes).catch(() => false)).toBe(false);
});

test("keeps spans inside the blob", async () => {
  for (const region of await regionsOf(tensorflowSavedmodel, sample))
    if ("span" in region)
      expect(span(region.span.start, region.span.end).end).toBeLessThanOrEqual(sample.length);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorflowSavedmodel, [sample]);
});
