import { expect, test } from "vitest";
import { caffe } from "./caffe.ts";
import { field } from "./kit/protobuf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const blob = join(field(5, Buffer.alloc(16)), field(7, field(1, 4)));
const data = field(
  100,
  field(1, "data"),
  field(2, "Data"),
  field(4, "label"),
  field(107, field(1, "/data/ana/train_lmdb"), field(4, 32)),
  field(100, field(4, "/data/ana/mean.binaryproto")),
);
const conv = field(
  100,
  field(1, "conv1"),
  field(2, "Convolution"),
  field(3, "data"),
  field(7, blob),
);
const sample = join(
  field(1, "tiny net"),
  data,
  conv,
  field(
    100,
    field(1, "p"),
    field(2, "Python"),
    field(130, field(1, "net"), field(3, "{'root': '/home/ana'}")),
  ),
);
const old = join(
  field(1, "old net"),
  field(2, field(2, "data"), field(3, "conv1"), field(4, "conv1"), field(5, 4), field(6, blob)),
);

test("finds names and paths where they stand, and skips weights", async () => {
  const regions = await regionsOf(caffe, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.name": ["tiny net"],
    "$.layer.data": ["data"],
    "$.layer.data.data_param.source": ["/data/ana/train_lmdb"],
    "$.layer.data.transform_param.mean_file": ["/data/ana/mean.binaryproto"],
    "$.layer.conv1.type": ["Convolution"],
    "$.layer.p.python_param.param_str": ["{'root': '/home/ana'}"],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([{ kind: "tensor" }]);
});

test("reads layers in their old form, and unknown fields", async () => {
  const regions = await regionsOf(caffe, join(old, field(99, "hidden")));
  expect(textsByKey(regions)).toMatchObject({
    "$.layers.conv1": ["conv1"],
    "$[unknown 99]": ["hidden"],
  });
});

test("is known by its layers", async () => {
  expect(await matches(caffe, sample)).toBe(true);
  expect(await matches(caffe, old)).toBe(true);
  expect(await matches(caffe, conv)).toBe(true);
});

test.each([
  ["an ONNX model", join(field(1, 8), field(2, "pytorch"), field(7, field(2, "main")))],
  ["a vocabulary", join(field(1, join(field(1, "<unk>"), field(3, 2))), field(2, field(3, "x")))],
  ["a graph of TensorFlow", field(1, field(1, "x"), field(2, "Const"))],
  ["text", join("\nis how some text begins")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(caffe, bytes).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(caffe, [sample, old]);
});
