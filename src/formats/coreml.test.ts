import { expect, test } from "vitest";
import { coreml } from "./coreml.ts";
import { field } from "./kit/protobuf-testing.ts";
import { metaGraphSample } from "./kit/tensorflow-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const entry = (key: string, value: string): Uint8Array => join(field(1, key), field(2, value));

const metadata = join(
  field(1, "finds cats"),
  field(3, "ana@example.com"),
  field(100, entry("com.github.apple.coremltools.source", "torch==2.1.0")),
  field(100, entry("aws_key", "made-up")),
);
const description = join(field(1, field(1, "x"), field(2, "an image")), field(100, metadata));
const dense = join(
  field(1, "dense"),
  field(2, "x"),
  field(140, field(20, field(1, new Uint8Array(32)))),
);
const custom = join(
  field(1, "mine"),
  field(500, field(10, "LabLayer"), field(30, field(1, "path"), field(2, field(20, "/home/ana")))),
);
const network = join(
  field(1, 4),
  field(2, description),
  field(500, field(1, dense), field(1, custom)),
);

const text = field(3, field(1, field(4, field(1, "a constant"))));
const operation = join(
  field(1, "const"),
  field(3, field(1, "note")),
  field(5, field(1, "val"), field(2, text)),
  field(5, field(1, "weight"), field(2, field(5, field(1, "@model_path/weights/weight.bin")))),
);
const block = field(3, operation);
const main = field(2, field(1, "main"), field(2, field(3, field(1, "CoreML6"), field(2, block))));
const program = join(field(1, 7), field(2, description), field(502, field(1, 1), main));

test("finds metadata and the strings of layers where they stand; weights are not read", async () => {
  const regions = await regionsOf(coreml, network);
  expect(textsByKey(regions)).toMatchObject({
    "$.description.input.x.shortDescription": ["an image"],
    "$.description.metadata.author": ["ana@example.com"],
    '$.description.metadata.userDefined["com.github.apple.coremltools.source"]': [
      "com.github.apple.coremltools.source",
      "torch==2.1.0",
    ],
    "$.description.metadata.userDefined.aws_key": ["aws_key", "made-up"],
    "$.neuralNetwork.layers.dense": ["dense"],
    "$.neuralNetwork.layers.mine.custom.className": ["LabLayer"],
    "$.neuralNetwork.layers.mine.custom.parameters.path": ["path", "/home/ana"],
  });
  expect(regions.filter(({ kind }) => kind === "tensor")).toHaveLength(1);
  expectInPlace(network, regions);
});

test("finds the strings of programs where they stand", async () => {
  const regions = await regionsOf(coreml, program);
  const operations = "$.mlProgram.functions.main.blocks.CoreML6.operations[0]";
  expect(textsByKey(regions)).toMatchObject({
    [`${operations}.outputs.note`]: ["note"],
    [`${operations}.attributes.val[0]`]: ["a constant"],
    [`${operations}.attributes.weight.blobFileValue.fileName`]: ["@model_path/weights/weight.bin"],
  });
  expectInPlace(program, regions);
});

test("sees fields of later versions, and what was appended", async () => {
  const regions = await regionsOf(coreml, join(network, field(4000, "hidden"), "\xff"));
  expect(textsByKey(regions)["$[unknown 4000]"]).toEqual(["hidden"]);
  expect(regions.at(-1)).toMatchObject({ kind: "stretch" });
});

test("is known by its content", async () => {
  expect(await matches(coreml, network)).toBe(true);
  expect(await matches(coreml, program)).toBe(true);
});

test.each([
  ["a saved model", join(field(1, 1), field(2, metaGraphSample))],
  ["an ONNX model", join(field(1, 8), field(2, "pytorch"), field(7, field(2, "g")))],
  ["a version that cannot be", join(field(1, 1000), field(2, description), field(500, dense))],
  ["text", join("\b\x04 text")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(coreml, bytes).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(coreml, [network, program]);
});
