import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { span } from "../core/span.ts";
import { field } from "./kit/protobuf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { onnx } from "./onnx.ts";

const entry = (key: string, value: string): Uint8Array => join(field(1, key), field(2, value));

const subgraph = field(6, join(field(2, "inner"), field(10, "inner doc")));
const node = join(
  field(1, "x"),
  field(2, "y"),
  field(3, "/Add"),
  field(4, "Add"),
  field(5, field(1, "password"), field(4, "in an attribute")),
  field(5, field(1, "lines"), field(9, "one"), field(9, "two")),
  field(5, field(1, "body"), subgraph),
  field(6, "/home/ana/net.py(3): forward"),
  field(9, entry("pkg.torch.onnx.stack_trace", "/home/ana/train.py")),
);
const weights = join(
  field(1, 4),
  field(2, 1),
  field(8, "conv.weight"),
  field(9, new Uint8Array(16)),
  field(13, entry("location", "/scratch/w.bin")),
);
const input = join(
  field(1, "x"),
  field(2, field(1, field(2, field(1, field(2, "batch")), field(1, field(1, 3))))),
);
const graph = join(field(1, node), field(2, "main"), field(5, weights), field(11, input));
const sample = join(
  field(1, 8),
  field(2, "pytorch"),
  field(7, graph),
  field(8, field(1, "ai.onnx.ml"), field(2, 17)),
  field(14, entry("api_key", "made-up")),
  field(25, field(1, "Fn"), field(7, field(6, "in a function"))),
);

test("finds the strings of models, graphs, nodes and attributes where they stand", async () => {
  const regions = await regionsOf(onnx, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.producer_name": ["pytorch"],
    "$.graph.node[0].op_type": ["Add"],
    "$.graph.node[0].attribute.password": ["password", "in an attribute"],
    "$.graph.node[0].attribute.lines.strings[1]": ["two"],
    "$.graph.node[0].attribute.body.g.doc_string": ["inner doc"],
    "$.graph.node[0].doc_string": ["/home/ana/net.py(3): forward"],
    '$.graph.node[0].metadata_props["pkg.torch.onnx.stack_trace"]': [
      "pkg.torch.onnx.stack_trace",
      "/home/ana/train.py",
    ],
    '$.graph.initializer["conv.weight"].external_data.location': ["location", "/scratch/w.bin"],
    "$.graph.input.x.type.tensor_type.shape.dim[0].dim_param": ["batch"],
    "$.opset_import[0].domain": ["ai.onnx.ml"],
    "$.metadata_props.api_key": ["api_key", "made-up"],
    "$.functions.Fn.node[0].doc_string": ["in a function"],
  });
  expectInPlace(sample, regions);
});

test("hops over weights unread", async () => {
  const big = 5_000_000;
  const raw = field(5, field(8, "w"), field(9, new Uint8Array(big)));
  const bytes = join(field(1, 8), field(7, field(2, "g"), raw), field(2, "late"));
  let read = 0;
  const blob = memoryBlob(bytes);
  const counted = {
    ...blob,
    read: async (at: ReturnType<typeof span>) => {
      read += at.end - at.start;
      return blob.read(at);
    },
  };
  const regions = await regionsOf(onnx, counted);
  expect(regions).toContainEqual({
    kind: "tensor",
    name: "w",
    span: span(bytes.length - 6 - big, bytes.length - 6),
  });
  expect(textsByKey(regions)["$.producer_name"]).toEqual(["late"]);
  expect(read).toBeLessThan(100_000);
});

test("sees unknown fields, and every value of one that occurs twice", async () => {
  const bytes = join(sample, field(27, "of a later version"), field(2, "another"));
  expect(textsByKey(await regionsOf(onnx, bytes))).toMatchObject({
    "$[unknown 27]": ["of a later version"],
    "$.producer_name": ["pytorch", "another"],
  });
});

test("reads what is there of a model that was cut off", async () => {
  const cut = sample.subarray(
    0,
    join(field(1, 8), field(2, "pytorch"), field(7, graph)).length - 8,
  );
  const regions = await regionsOf(onnx, cut);
  expect(textsByKey(regions)["$.graph.node[0].doc_string"]).toHaveLength(1);
  expect(regions).toContainEqual(
    expect.objectContaining({ kind: "gap", reason: expect.stringMatching(/^malformed: 8 bytes/) }),
  );
  expect(await matches(onnx, cut)).toBe(true);
});

test("is known by its content", async () => {
  expect(await matches(onnx, sample)).toBe(true);
  expect(await matches(onnx, join(field(2, "tool"), field(7, graph), field(1, 3)))).toBe(true);
});

test.each([
  ["a SavedModel", join(field(1, 1), field(2, field(2, field(1, "node"))))],
  ["a caffe net", join(field(1, "net"), field(100, field(1, "layer")))],
  ["a model without a version", join(field(2, "tool"), field(7, graph))],
  ["a version that cannot be", join(field(1, 1000), field(7, graph))],
  ["a graph that is none", join(field(1, 8), field(7, field(3, 4)))],
  ["text", join("\b is how some text begins")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(onnx, bytes).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(onnx, [sample]);
});
