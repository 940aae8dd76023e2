import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { gguf } from "./gguf.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

type Width = 1 | 2 | 4 | 8;
type Part = Uint8Array | string | number;

/** Writes a file of one version and byte order. */
function writer({ version = 3, big = false } = {}) {
  const number = (value: number, width: Width): Uint8Array =>
    big ? little(value, width).toReversed() : little(value, width);
  const count = (value: number): Uint8Array => number(value, version === 1 ? 4 : 8);
  const text = (value: string): Uint8Array => join(count(Buffer.byteLength(value)), value);
  const pair = (key: string, type: number, ...value: readonly Part[]): Uint8Array =>
    join(text(key), number(type, 4), ...value);
  const array = (type: number, items: readonly Part[]): Uint8Array =>
    join(number(type, 4), count(items.length), ...items);
  const tensor = (name: string, type: number, shape: readonly number[], offset: number) =>
    join(
      text(name),
      number(shape.length, 4),
      ...shape.map(count),
      number(type, 4),
      number(offset, 8),
    );
  const file = (
    pairs: readonly Part[],
    tensors: readonly Part[] = [],
    data: Part = "",
  ): Uint8Array => {
    const sizes = [count(tensors.length), count(pairs.length)];
    const header = join("GGUF", number(version, 4), ...sizes, ...pairs, ...tensors);
    return data === "" ? header : join(header, new Uint8Array(-header.length & 31), data);
  };
  return { number, count, text, pair, array, tensor, file };
}

const { array, count, file, number, pair, tensor, text } = writer();
const sample = file(
  [
    pair("general.author", 8, text("ana@lab.example")),
    pair("general.alignment", 4, number(32, 4)),
    pair("tokenizer.ggml.tokens", 9, array(8, [text("<s>"), text("hello")])),
    pair("tokenizer.ggml.scores", 9, array(6, [number(0, 4), number(0, 4)])),
  ],
  [tensor("blk.0.w", 0, [3, 2], 0), tensor("blk.1.w", 2, [32], 32)],
  new Uint8Array(32 + 18),
);

const others = (regions: readonly Region[]): Region[] =>
  regions.filter(({ kind }) => kind !== "string");

test("finds metadata, tokens and names where they stand", async () => {
  const regions = await regionsOf(gguf, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.general.author": ["general.author", "ana@lab.example"],
    "$.tokenizer.ggml.tokens[1]": ["hello"],
    "$.tensors[1]": ["blk.1.w"],
  });
  expectInPlace(sample, regions);
});

test.each([
  ["version 1", { version: 1 }],
  ["version 2", { version: 2 }],
  ["big-endian order", { version: 3, big: true }],
])("reads %s", async (_what, options) => {
  const { file, pair, tensor, text } = writer(options);
  const bytes = file([pair("a.b", 8, text("value"))], [tensor("w", 0, [1], 0)], new Uint8Array(4));
  const regions = await regionsOf(gguf, bytes);
  expect(textsByKey(regions)).toEqual({ "$.a.b": ["a.b", "value"], "$.tensors[0]": ["w"] });
  expect(others(regions)).toMatchObject([{ kind: "tensor", name: "w" }]);
});

test("reads arrays in arrays, and sweeps bytes that are written as numbers", async () => {
  const nested = array(9, [array(8, [text("a")]), array(8, [text("b"), text("c")])]);
  const bytes = file([pair("odd key", 9, nested), pair("raw", 9, array(0, [1, 2, 3]))]);
  const regions = await regionsOf(gguf, bytes);
  expect(textsByKey(regions)).toMatchObject({ '$["odd key"][1][1]': ["c"] });
  expect(others(regions)).toMatchObject([{ kind: "stretch", as: "binary" }]);
});

test("skips tensors by the sizes of their types", async () => {
  const start = sample.length - 50;
  expect(others(await regionsOf(gguf, sample))).toEqual([
    {
      kind: "tensor",
      name: "blk.0.w",
      dtype: "F32",
      shape: [3, 2],
      span: { start, end: start + 24 },
    },
    {
      kind: "tensor",
      name: "blk.1.w",
      dtype: "Q4_0",
      shape: [32],
      span: { start: start + 32, end: start + 50 },
    },
  ]);
});

test("takes a tensor of an unknown type to end where the next begins", async () => {
  const tensors = [tensor("new", 999, [7], 0), tensor("w", 0, [1], 64)];
  const bytes = file([], tensors, new Uint8Array(68));
  const start = bytes.length - 68;
  expect(others(await regionsOf(gguf, bytes))).toMatchObject([
    { name: "new", span: { start, end: start + 64 } },
    { name: "w", span: { start: start + 64, end: start + 68 } },
  ]);
});

test("sweeps padding that is not zero, and what follows the last tensor", async () => {
  const data = join(new Uint8Array(4), "hidden", new Uint8Array(22), new Uint8Array(4), "trailer");
  const bytes = file([], [tensor("a", 0, [1], 0), tensor("b", 0, [1], 32)], data);
  const start = bytes.length - data.length;
  expect(others(await regionsOf(gguf, bytes)).filter(({ kind }) => kind === "dead")).toEqual([
    { kind: "dead", what: "between tensors", span: { start: start + 4, end: start + 32 } },
    { kind: "dead", what: "after the last tensor", span: { start: start + 36, end: bytes.length } },
  ]);
});

test("says that tensors are missing", async () => {
  const cut = sample.subarray(0, sample.length - 1);
  expect(others(await regionsOf(gguf, cut))).toMatchObject([
    { kind: "tensor", name: "blk.0.w" },
    { kind: "gap", reason: expect.stringMatching(/^malformed: tensor 'blk\.1\.w' ends at/) },
  ]);
});

test("says that it does not know a later version", async () => {
  expect(await regionsOf(gguf, writer({ version: 4 }).file([]))).toMatchObject([
    { kind: "gap", reason: "unsupported: version 4 of GGUF, of which 1 to 3 are known" },
    { kind: "stretch" },
  ]);
});

test.each([
  ["a string", file([pair("a", 8, count(2 ** 50))]), "1125899906842624 bytes to skip"],
  [
    "a length",
    join("GGUF", number(3, 4), count(0), count(1), new Uint8Array(8).fill(16)),
    "1157442765409226768, more than any file has, at byte 24",
  ],
  [
    "a file that is cut",
    file([pair("a", 8, count(9))]).subarray(0, 30),
    "cut off, or a length is wrong: 8 bytes wanted, 6 left at byte 24",
  ],
  ["an array", file([pair("a", 9, number(8, 4), count(2 ** 50))]), "1125899906842624 items"],
  ["a type", file([pair("a", 77)]), "value of type 77"],
  ["an alignment", file([pair("general.alignment", 4, number(0, 4))]), "alignment of 0 bytes"],
  ["a count", join("GGUF", number(3, 4), count(2 ** 40), count(0)), "1099511627776 tensors"],
  ["a shape", file([], [tensor("w", 0, [2 ** 40, 2 ** 40], 0)]), "tensor of 1.2"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(gguf, hostile)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(gguf, sample)).toBe(true);
  expect(await matches(gguf, join("GGML not this one"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gguf, [sample, writer({ version: 1, big: true }).file([])]);
});
