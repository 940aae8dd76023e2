import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { torch7 } from "./torch7.ts";

const int = (value: number) => little(value, 4);
const raw = (text: string) => join(int(text.length), text);
const text = (value: string) => join(int(2), raw(value));
const number = (value: number) => join(int(1), new Uint8Array(new Float64Array([value]).buffer));
const table = (index: number, ...pairs: readonly Uint8Array[]) =>
  join(int(3), int(index), int(pairs.length / 2), ...pairs);
const object = (index: number, type: string, body: Uint8Array) =>
  join(int(4), int(index), raw("V 1"), raw(type), body);
const storage = (index: number, type: string, count: number, size: number) =>
  object(index, `torch.${type}Storage`, join(little(count, 8), new Uint8Array(count * size)));
const tensor = (index: number, inner: Uint8Array) =>
  object(index, "torch.FloatTensor", join(int(1), little(4, 8), little(1, 8), little(1, 8), inner));
const others = (regions: readonly Region[]) => regions.filter(({ kind }) => kind !== "string");

const layer = object(
  3,
  "nn.Linear",
  table(4, text("weight"), tensor(5, storage(6, "Float", 4, 4))),
);
const sample = table(
  1,
  text("opt"),
  table(
    2,
    text("token"),
    text("made-up"),
    number(1),
    text("first"),
    text("on"),
    join(int(5), int(1)),
  ),
  text("model"),
  layer,
  text("again"),
  join(int(4), int(3)),
  text("f"),
  join(int(8), int(9), raw("\u001bLua@/home/ana/f.lua"), table(10)),
);

test("finds keys, strings and class names where they stand", async () => {
  const regions = await regionsOf(torch7, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.opt.token": ["made-up"],
    "$.opt[1]": ["first"],
    "$.model": ["V 1", "nn.Linear", "weight"],
    "$.f.code": ["\u001bLua@/home/ana/f.lua"],
  });
  expect(others(regions)).toMatchObject([{ kind: "tensor", name: "$.model.weight" }]);
  expectInPlace(sample, regions);
});

test("sweeps storages of bytes, and what follows the object", async () => {
  const inner = storage(1, "Byte", 30, 1);
  const regions = await regionsOf(torch7, join(inner, "trailer"));
  expect(others(regions)).toMatchObject([
    { kind: "stretch", as: "binary" },
    { kind: "dead", span: { start: inner.length } },
  ]);
});

const ascii = join(
  "3\n1\n2\n2\n5\ntoken\n2\n7\nmade-up\n2\n6\nweight\n4\n2\n3\nV 1\n17\ntorch.FloatTensor\n",
  "1\n4\n1\n1\n4\n3\n3\nV 1\n18\ntorch.FloatStorage\n4\n1 -2.5e-3 nan 4\n",
);

test("reads the same as lines", async () => {
  const regions = await regionsOf(torch7, ascii);
  expect(textsByKey(regions)).toMatchObject({ "$.token": ["made-up"] });
  expect(others(regions)).toMatchObject([{ kind: "tensor", name: "$.weight" }]);
  expectInPlace(ascii, regions);
});

test("functions of old files have no number", async () => {
  const old = table(1, text("f"), join(int(6), raw("Lua"), int(0)), text("k"), text("v"));
  expect(textsByKey(await regionsOf(torch7, old))).toMatchObject({
    "$.f.code": ["Lua"],
    "$.k": ["v"],
  });
});

test("tables in tables take no stack", async () => {
  const deep = Array.from({ length: 50_000 }, (_, index) =>
    join(int(3), int(index + 1), int(1), text("k")),
  );
  expect((await regionsOf(torch7, join(...deep, text("v")))).length).toBe(50_001);
});

test.each([
  ["a text", table(1, text("a"), join(int(2), int(2 ** 31))), "text of 2147483648 bytes"],
  ["a table", join(int(3), int(1), int(2 ** 31)), "table of 2147483648 pairs"],
  ["a kind", table(1, text("a"), int(77)), "object of kind 77"],
  ["a storage", storage(1, "Odd", 0, 1), "storage of an unknown type"],
  ["dimensions", object(1, "torch.FloatTensor", int(2 ** 31)), "2147483648 dimensions"],
  ["a number", join("3\n1\n2\n2\n1\na\nx y\n"), "count NaN"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(torch7, hostile)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  for (const bytes of [sample, ascii, object(1, "nn.Linear", int(0))])
    expect(await matches(torch7, bytes)).toBe(true);
  for (const other of ["3\n1\n2\n4\n5\n", "3\n1\n", "\u0003\0\0\0\u0001\0\0\0", "4\n1\n3\nV\n"])
    expect(await matches(torch7, join(other))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(torch7, [sample, ascii]);
});
