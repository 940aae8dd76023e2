import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { span } from "../core/span.ts";
import { flax } from "./flax.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const text = (value: string): Uint8Array => join(0xa0 + value.length, value);

/** `flax.serialization.to_bytes` of an array of float32. */
function array(items: number): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(items * 4);
  const inner = join(0x93, 0x91, 0xce, size, text("float32"), 0xc6, size, Buffer.alloc(items * 4));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(inner.length);
  return join(0xc9, length, 1, inner);
}

const sample = join(
  0x83,
  text("params"),
  join(0x81, text("kernel"), array(4)),
  text("note"),
  text("a made-up note"),
  text("odd"),
  join(0xc7, 7, 1, "no list"),
);

test("finds names and strings, and skips arrays", async () => {
  const regions = await regionsOf(flax, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.params.kernel": ["kernel"],
    "$.note": ["note", "a made-up note"],
    "$.odd": ["odd", "no list"],
  });
  expectInPlace(sample, regions);
  const items = sample.indexOf(0xc6) + 5;
  expect(regions).toContainEqual({
    kind: "tensor",
    name: "$.params.kernel",
    span: span(items, items + 16),
  });
});

test("hops over weights unread", async () => {
  const bytes = join(0x82, text("w"), array(2_000_000), text("late"), text("value"));
  let read = 0;
  const blob = memoryBlob(bytes);
  const counted = {
    ...blob,
    read: async (at: ReturnType<typeof span>) => {
      read += at.end - at.start;
      return blob.read(at);
    },
  };
  expect(textsByKey(await regionsOf(flax, counted))["$.late"]).toEqual(["late", "value"]);
  expect(read).toBeLessThan(100_000);
});

test("is known by its arrays", async () => {
  expect(await matches(flax, sample)).toBe(true);
  expect(await matches(flax, join(0x81, text("note"), text("a made-up note")))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(flax, [sample]);
});
