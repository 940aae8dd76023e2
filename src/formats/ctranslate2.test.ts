import { expect, test } from "vitest";
import { ctranslate2 } from "./ctranslate2.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const text = (value: string): Uint8Array => join(little(value.length + 1, 2), value, 0);
const variable = (name: string, axes: number, data: Uint8Array | string): Uint8Array =>
  join(text(name), axes, Buffer.alloc(axes * 4, 1), 0, little(data.length, 4), data);
const file = (version: number, ...variables: readonly Uint8Array[]): Uint8Array =>
  join(
    little(version, 4),
    text("TransformerSpec"),
    little(7, 4),
    little(variables.length, 4),
    ...variables,
  );

const sample = join(
  file(
    6,
    variable("decoder/embeddings/weight", 2, Buffer.alloc(5000)),
    variable("decoder/activation", 0, Buffer.alloc(1)),
    variable("note", 1, "a made-up note"),
  ),
  little(1, 4),
  text("decoder/projection/weight"),
  text("decoder/embeddings/weight"),
);

test("finds names where they stand, and skips values", async () => {
  const regions = await regionsOf(ctranslate2, sample);
  expect(textsByKey(regions)).toEqual({
    "$.spec": ["TransformerSpec"],
    "$.variables.decoder/embeddings/weight": ["decoder/embeddings/weight"],
    "$.variables.decoder/activation": ["decoder/activation"],
    "$.variables.note": ["note", "a made-up note"],
    "$.aliases[0].alias": ["decoder/projection/weight"],
    "$.aliases[0].variable": ["decoder/embeddings/weight"],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([
    { kind: "tensor", name: "decoder/embeddings/weight" },
    { kind: "tensor", name: "decoder/activation" },
  ]);
});

test("reads an older version, in which values have a size and a number", async () => {
  const old = join(text("w"), 1, little(2, 4), 4, little(2, 4), Buffer.alloc(8));
  expect((await regionsOf(ctranslate2, file(2, old))).at(-1)).toMatchObject({
    kind: "tensor",
    name: "w",
  });
});

test("sweeps what follows the last name", async () => {
  expect((await regionsOf(ctranslate2, join(sample, "trailer"))).at(-1)).toMatchObject({
    kind: "dead",
    what: "after the last variable",
  });
});

test.each([
  ["values", join(text("w"), 0, 0, little(2 ** 31, 4)), "2147483648 bytes of values"],
  ["a name", join(little(60_000, 2)), "60000 bytes wanted"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(ctranslate2, file(6, hostile))).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(ctranslate2, sample)).toBe(true);
  expect(await matches(ctranslate2, join(little(6, 4), little(5, 2), "no\0no", sample))).toBe(
    false,
  );
  expect(await matches(ctranslate2, Buffer.alloc(64))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ctranslate2, [sample]);
});
