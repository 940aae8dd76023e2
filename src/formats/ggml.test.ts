import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { ggml } from "./ggml.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const numbers = (...all: readonly number[]): Uint8Array =>
  join(...all.map((each) => little(each, 4)));
const word = (text: string): Uint8Array => join(numbers(text.length), text);

/** A tensor of float32 with its head at `at`. */
function tensor(name: string, shape: readonly number[], at: number, aligned: boolean): Uint8Array {
  const head = join(numbers(shape.length, name.length, 0, ...shape), name);
  const padding = aligned ? -(at + head.length) & 31 : 0;
  const size = 4 * shape.reduce((product, each) => product * each, 1);
  return join(head, Buffer.alloc(padding), Buffer.alloc(size, 1));
}

const llama = numbers(2, 64, 32, 4, 1, 16, 0);
const scored = join(word("<s>"), numbers(0), word("hello"), numbers(0));
const ggjtHead = join("tjgg", numbers(3), llama, scored);
const ggjt = join(ggjtHead, tensor("tok_embeddings.weight", [4, 2], ggjtHead.length, true));
const old = join("lmgg", llama, word("<s>"), word("hello"), tensor("w", [3], 0, false));
const gpt2 = join(
  "lmgg",
  numbers(2, 8, 8, 1, 1, 0),
  numbers(2),
  word("a"),
  word("b"),
  tensor("model/wte", [3], 0, false),
);
const whisper = join(
  "lmgg",
  numbers(9, 1500, 8, 1, 1, 448, 8, 1, 1, 80, 0),
  numbers(80, 201),
  Buffer.alloc(80 * 201 * 4),
  numbers(1),
  word("word"),
  tensor("encoder.conv1.weight", [3], 0, false),
);
const lora = join("algg", numbers(1, 8, 16), tensor("blk.0.loraA", [2], 16, true));

const others = (regions: readonly Region[]): Region[] =>
  regions.filter(({ kind }) => kind !== "string");

test("finds vocabulary and names of a GGJT file where they stand, and skips aligned tensors", async () => {
  const regions = await regionsOf(ggml, ggjt);
  expect(textsByKey(regions)).toEqual({
    "$.vocab[0]": ["<s>"],
    "$.vocab[1]": ["hello"],
    "$.tensors.tok_embeddings.weight": ["tok_embeddings.weight"],
  });
  expectInPlace(ggjt, regions);
  expect(others(regions)).toMatchObject([
    { kind: "tensor", span: { start: ggjt.length - 32, end: ggjt.length } },
  ]);
});

test.each([
  ["a llama without scores", old, ["hello", "w"]],
  ["a model of ggml's examples", gpt2, ["b"]],
  ["Whisper", whisper, ["word", "encoder.conv1.weight"]],
  ["a LoRA", lora, ["blk.0.loraA"]],
])("reads %s", async (_what, bytes, texts) => {
  const regions = await regionsOf(ggml, bytes);
  expectInPlace(bytes, regions);
  expect(Object.values(textsByKey(regions)).flat()).toEqual(expect.arrayContaining(texts));
  expect(others(regions).filter(({ kind }) => kind !== "tensor")).toEqual([]);
});

test("sweeps padding that is not zero, and what follows the last tensor", async () => {
  const bytes = join(ggjt, "trailer");
  bytes[ggjt.length - 33] = 1;
  expect(others(await regionsOf(ggml, bytes)).map((each) => "what" in each && each.what)).toEqual([
    "before the values of a tensor",
    false,
    "after the last tensor",
  ]);
});

test.each([
  ["a vocabulary", join("tjgg", numbers(1, 2 ** 31), Buffer.alloc(64)), "vocabulary of 2147483648"],
  ["a piece", join("tjgg", numbers(1), llama, numbers(2 ** 31), Buffer.alloc(64)), "text of"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(ggml, hostile)).rejects.toThrow(message);
});

test.each([
  ["a tensor", numbers(1, 1, 0, 2 ** 31), "tensor of 858"],
  ["a type", numbers(1, 1, 999, 1), "type 999"],
  ["a number of dimensions", numbers(999, 1, 0, 1), "999 dimensions"],
  ["a name", numbers(1, 2 ** 31, 0, 1), "text of 2147483648 bytes"],
])(
  "bounds %s before it is used, and sweeps no more than what follows",
  async (_what, head, reason) => {
    const bytes = join(ggjt, head, "w", Buffer.alloc(64));
    const rest = { start: ggjt.length, end: bytes.length };
    expect(others(await regionsOf(ggml, bytes)).slice(1)).toEqual([
      { kind: "gap", reason: expect.stringContaining(reason), span: rest },
      { kind: "stretch", as: "binary", span: rest },
    ]);
  },
);

test("is known by its magic", async () => {
  expect(await matches(ggml, ggjt)).toBe(true);
  expect(await matches(ggml, join("tjgg is how some text begins"))).toBe(false);
  expect(await matches(ggml, join("GGUF", Buffer.alloc(64)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ggml, [ggjt, old, gpt2, lora]);
});
