import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { headSize } from "../core/format.ts";
import type { Span } from "../core/span.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { msgpack } from "./msgpack.ts";

const text = (value: string): Uint8Array =>
  value.length < 32 ? join(0xa0 + value.length, value) : join(0xd9, value.length, value);
const map = (...entries: readonly (readonly [string, Uint8Array])[]): Uint8Array =>
  join(0x80 + entries.length, ...entries.map(([key, item]) => join(text(key), item)));
const bytes = (value: string | Uint8Array): Uint8Array => join(0xc4, value.length, value);

const sample = map(
  ["token", text("a made-up token that is longer than 31")],
  ["list", join(0x93, text("one"), 0xcd, 1, 2, map(["deep", text("here")]))],
  ["raw", bytes("plain text in bytes")],
  ["bin", bytes(Uint8Array.of(1, 2, 3))],
  ["when", join(0xd6, 0xff, 0, 0, 0, 0)],
  ["own", join(0xc7, 5, 42, "hello")],
);

test("finds keys and strings where they stand", async () => {
  const regions = await regionsOf(msgpack, sample);
  expect(textsByKey(regions)).toEqual({
    "$.token": ["token", "a made-up token that is longer than 31"],
    "$.list": ["list"],
    "$.list[0]": ["one"],
    "$.list[2].deep": ["deep", "here"],
    "$.raw": ["raw", "plain text in bytes"],
    "$.bin": ["bin"],
    "$.when": ["when"],
    "$.own": ["own", "hello"],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([{ kind: "stretch" }]);
});

test("skips the items of an array that msgpack-numpy wrote, but not other bytes", async () => {
  const array = map(
    ["nd", join(0xc3)],
    ["type", text("<f4")],
    ["shape", join(0x91, 2)],
    ["data", bytes(new Uint8Array(8))],
  );
  const other = map(["type", text("note")], ["data", bytes(Uint8Array.of(0, 1))]);
  const regions = await regionsOf(msgpack, map(["W", array], ["x", other]));
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([
    { kind: "tensor", name: "$.W.data" },
    { kind: "stretch" },
  ]);
});

test("reads several values in a row, and sweeps what follows the last", async () => {
  const regions = await regionsOf(msgpack, join(sample, map(["k", text("v")]), 0, "trailer"));
  expect(textsByKey(regions)["[1].k"]).toEqual(["k", "v"]);
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the last value" });
});

test("tells all before the damage, and sweeps the rest", async () => {
  const bytes = join(0x82, text("k"), text("v"), text("n"), 0xc1, "rest");
  const regions = await regionsOf(msgpack, bytes);
  expect(textsByKey(regions)["$.k"]).toEqual(["k", "v"]);
  expect(regions.slice(-2)).toMatchObject([
    { kind: "gap", reason: expect.stringMatching("marker 0xc1") },
    { kind: "stretch" },
  ]);
});

test.each([
  ["a string", join(0x81, text("k"), 0xdb, 0xff, 0xff, 0xff, 0xff), "4294967295 bytes wanted"],
  ["a count", join(0x81, text("k"), 0xdd, 0xff, 0xff, 0xff, 0xff), "4294967295 items"],
  ["levels", join(0x81, text("k"), new Uint8Array(2000).fill(0x91)), "more than 512 levels"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  expect(await regionsOf(msgpack, hostile)).toContainEqual(
    expect.objectContaining({ kind: "gap", reason: expect.stringContaining(message) }),
  );
});

test("takes time in proportion to the file, however deep it is", async () => {
  const deep = join(0x81, text("k"), new Uint8Array(500).fill(0x91), 0xdd, 0, 3, 0, 0);
  const bytes = join(deep, Buffer.alloc(2 * 3 * 65_536, Buffer.of(0xa1, 0x78)));
  const start = performance.now();
  await regionsOf(msgpack, bytes);
  expect(performance.now() - start).toBeLessThan(5000);
});

test("looks at no more than the start to know a file", async () => {
  const bytes = join(0x81, text("k"), 0xdd, 0, 0x7f, 0, 0, Buffer.alloc(0x7f_0000, 1));
  let read = 0;
  const blob = {
    ...memoryBlob(bytes),
    read: async ({ start, end }: Span) => {
      read += end - start;
      return bytes.subarray(start, end);
    },
  };
  expect(await msgpack.matches({ head: bytes.subarray(0, headSize), name: "x", blob })).toBe(true);
  expect(read).toBeLessThan(2 << 20);
});

test("is known by its content", async () => {
  expect(await matches(msgpack, sample)).toBe(true);
  expect(await matches(msgpack, map(["k", text("v")]), "a.msgpack")).toBe(true);
});

test.each([
  ["an HDF5 file", join(0x89, "HDF\r\n", 0x1a, 10)],
  ["a pickle", join(0x80, 2, "}q")],
  ["numbers by chance", join(0x81, 0xa1, "x", 1, new Uint8Array(200).fill(0xc1))],
  ["text in Latin-1", join(0x85, 0x20, "and so on")],
])("is not %s", async (_what, bytes) => {
  expect(await matches(msgpack, bytes)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(msgpack, [sample, join(0x81, text("k"), sample)]);
});
