import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { safetensors } from "./safetensors.ts";

const file = (header: string, tensors = new Uint8Array(4)): Uint8Array =>
  join(little(Buffer.byteLength(header), 8), header, tensors);

const sample = file(
  `{"__metadata__":{"author":"ana@lab.example"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`,
);

test("finds metadata where it stands", async () => {
  const regions = await regionsOf(safetensors, sample);
  expect(textsByKey(regions)["$.__metadata__.author"]).toEqual(["author", "ana@lab.example"]);
  expectInPlace(sample, regions);
});

test("sees both values of a key that occurs twice", async () => {
  const regions = await regionsOf(safetensors, file(`{"__metadata__":{"a":"one","a":"two"}}`));
  expect(textsByKey(regions)["$.__metadata__.a"]).toEqual(["a", "one", "a", "two"]);
});

test("skips tensors and sweeps what lies around them", async () => {
  const header = `{"w":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}`;
  const regions = await regionsOf(safetensors, file(header, new Uint8Array(5)));
  const start = 8 + header.length;
  expect(regions.filter(({ kind }) => kind !== "string")).toEqual([
    { kind: "dead", what: "between tensors", span: { start, end: start + 1 } },
    {
      kind: "tensor",
      name: "w",
      span: { start: start + 1, end: start + 3 },
      dtype: "U8",
      shape: [2],
    },
    { kind: "dead", what: "after the last tensor", span: { start: start + 3, end: start + 5 } },
  ]);
});

test("names the byte at which a truncated header shows", async () => {
  const failure = regionsOf(safetensors, file(`{"a":"b"}`, new Uint8Array()).subarray(0, 12));
  await expect(failure).rejects.toThrow("safetensors: header ends at 17 of 12 at byte 0");
});

test("is known by its content", async () => {
  expect(await matches(safetensors, sample)).toBe(true);
  expect(await matches(safetensors, join("PK\x03\x04 not this one"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(safetensors, [sample]);
});
