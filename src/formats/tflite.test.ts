import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import type { Span } from "../core/span.ts";
import { flatbuffer, number } from "./kit/flatbuffer-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { zipOf } from "./kit/zip-testing.ts";
import { tflite } from "./tflite.ts";

const words = join(little(2, 4), little(16, 4), little(25, 4), little(31, 4), "/home/anasecret");

const authored = flatbuffer({ 4: "ana@example.com", 6: [{ 0: "labels.txt" }] }, "M001");

const model = flatbuffer(
  {
    0: number(3),
    1: [{ 1: "FlexLookup" }],
    2: [
      {
        0: [
          { 1: number(5, 1), 2: number(1), 3: "vocabulary" },
          { 2: number(2), 3: "dense/kernel" },
        ],
        3: [{ 0: number(99), 1: join(little(0, 4)), 3: number(1, 1), 4: { 0: number(1) } }],
        4: "main",
      },
    ],
    3: "built on build7.example",
    4: [
      {},
      { 0: words },
      { 0: new Uint8Array(64) },
      { 0: authored },
      { 0: join("1.5.0", 0, 0, 0) },
    ],
    6: [
      { 0: "TFLITE_METADATA", 1: number(3) },
      { 0: "min_runtime_version", 1: number(4) },
    ],
    7: [{ 0: [{ 0: "x" }], 2: "serving_default" }],
  },
  "TFL3",
);

test("finds names, metadata and string tensors where they stand", async () => {
  const regions = await regionsOf(tflite, model);
  expect(textsByKey(regions)).toEqual({
    "$.description": ["built on build7.example"],
    "$.metadata.TFLITE_METADATA": ["TFLITE_METADATA"],
    "$.metadata.TFLITE_METADATA.author": ["ana@example.com"],
    "$.metadata.TFLITE_METADATA.associated_files[0].name": ["labels.txt"],
    "$.metadata.min_runtime_version": ["min_runtime_version", "1.5.0"],
    "$.operator_codes[0].custom_code": ["FlexLookup"],
    "$.subgraphs.main": ["main"],
    "$.subgraphs.main.tensors.vocabulary": ["vocabulary"],
    '$.subgraphs.main.tensors["dense/kernel"]': ["dense/kernel"],
    "$.buffers[1][0]": ["/home/ana"],
    "$.buffers[1][1]": ["secret"],
    "$.signature_defs.serving_default": ["serving_default"],
    "$.signature_defs.serving_default.inputs.x": ["x"],
  });
  expectInPlace(model, regions);
});

test("hops over weights unread", async () => {
  const big = flatbuffer({ 3: "d", 4: [{}, { 0: new Uint8Array(5_000_000) }] }, "TFL3");
  const blob = memoryBlob(big);
  let read = 0;
  const counted = {
    ...blob,
    read: async (at: Span) => {
      read += at.end - at.start;
      return blob.read(at);
    },
  };
  const regions = await regionsOf(tflite, counted);
  expect(regions).toContainEqual(expect.objectContaining({ kind: "tensor", name: "buffers[1]" }));
  expect(read).toBeLessThan(200_000);
});

test("reads weights that stand behind the flatbuffer, and what stands behind those", async () => {
  const far = (start: number): Uint8Array =>
    flatbuffer({ 4: [{}, { 1: number(start, 8), 2: number(32, 8) }] }, "TFL3");
  const start = far(0).length;
  const regions = await regionsOf(tflite, join(far(start), new Uint8Array(32).fill(7), "hidden"));
  expect(regions).toContainEqual({
    kind: "tensor",
    name: "buffers[1]",
    span: { start, end: start + 32 },
  });
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the model" });
});

test("opens the zip behind the model, and sweeps what stands between", async () => {
  const zip = zipOf([{ name: "labels.txt", data: "cat" }]);
  const regions = await regionsOf(tflite, join(model, "hidden", zip));
  expect(textsByKey(regions)["labels.txt"]).toBeDefined();
  const dead = regions.filter((each) => each.kind === "dead");
  expect(dead).toMatchObject([{ span: { end: model.length + 6 } }]);
});

test("sweeps what no table leads to", async () => {
  const orphan = join(flatbuffer({ 3: "d" }, "TFL3", join("an old string here")));
  const [, hole] = await regionsOf(tflite, orphan);
  expect(hole).toMatchObject({ kind: "stretch", span: { start: 8 } });
});

test("sweeps a string tensor that is none", async () => {
  const bytes = flatbuffer(
    {
      2: [{ 0: [{ 1: number(5, 1), 2: number(1) }] }],
      4: [{}, { 0: join("not a list of strings") }],
    },
    "TFL3",
  );
  expect(await regionsOf(tflite, bytes)).toMatchObject([{ kind: "stretch" }]);
});

test.each([
  ["an offset that leads out", join(little(4000, 4), "TFL3")],
  ["a table without size", join(little(8, 4), "TFL3", little(0, 4), little(0, 4))],
])("refuses %s", async (_what, bytes) => {
  await expect(regionsOf(tflite, bytes)).rejects.toThrow(/^tflite: /);
});

test("reads many small tables", async () => {
  const count = 5000;
  const table = flatbuffer({ 1: Array.from({ length: count }, () => ({})) }, "TFL3");
  expect(await regionsOf(tflite, table)).toEqual([]);
});

test("is known by its identifier", async () => {
  expect(await matches(tflite, model)).toBe(true);
  expect(await matches(tflite, join(little(8, 4), "ET12"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tflite, [model, join(model, zipOf([{ name: "a", data: "b" }]))]);
});
