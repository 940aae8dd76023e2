import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { catboost } from "./catboost.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

/** Writes a flatbuffer front to back: what is referred to stands behind what refers to it. */
type Node = (at: number) => Uint8Array;

const text =
  (value: string): Node =>
  () =>
    join(little(value.length, 4), value);
const numbers =
  (count: number, width: number): Node =>
  () =>
    join(little(count, 4), new Uint8Array(count * width));

/** Offsets of four bytes to each of the nodes, which follow. */
function references(at: number, nodes: readonly (Node | undefined)[]): Uint8Array {
  const heads: Uint8Array[] = [];
  const bodies: Uint8Array[] = [];
  let end = at + nodes.length * 4;
  for (const [index, node] of nodes.entries()) {
    const body = node?.(end) ?? new Uint8Array();
    heads.push(little(node ? end - (at + index * 4) : 0, 4));
    bodies.push(body);
    end += body.length;
  }
  return join(...heads, ...bodies);
}

const vector =
  (...items: readonly Node[]): Node =>
  (at) =>
    join(little(items.length, 4), references(at + 4, items));

/** A table with its vtable behind it: the offset to that may have either sign. */
const table =
  (...fields: readonly (Node | undefined)[]): Node =>
  (at) => {
    const body = references(at + 4, fields);
    const vtable = join(
      little(4 + fields.length * 2, 2),
      little(4 + fields.length * 4, 2),
      ...fields.map((field, index) => little(field ? 4 + index * 4 : 0, 2)),
    );
    return join(little(BigInt.asUintN(32, BigInt(-(4 + body.length))), 4), body, vtable);
  };

const fileOf = (root: Node, rest: Uint8Array | string = ""): Uint8Array => {
  const core = join(little(4, 4), root(4));
  return join("CBM1", little(core.length, 4), core, rest);
};

const none = undefined;
const float = table(none, none, none, none, text("ana@lab.example"));
const cat = table(none, none, text("site"));
const oneHot = table(none, none, vector(text("Lyon"), text("Paris")));
const trees = table(
  none,
  numbers(8, 4),
  none,
  none,
  vector(cat),
  vector(float),
  vector(oneHot),
  none,
  numbers(10, 8),
  numbers(4, 8),
);
const info = vector(
  table(text("params"), text('{"data": {"path": "/home/ana/train.tsv"}}')),
  table(text("note"), text("{not JSON")),
);
const sample = fileOf(table(text("FlabuffersModel_v1"), trees, info, vector(text("part"))));
const others = (regions: readonly Region[]) => regions.filter(({ kind }) => kind !== "string");

test("finds parameters, features and categories where they stand", async () => {
  const regions = await regionsOf(catboost, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.FormatVersion": ["FlabuffersModel_v1"],
    "$.InfoMap.params": ["params"],
    "$.InfoMap.params.data.path": ["path", "/home/ana/train.tsv"],
    "$.InfoMap.note": ["note", "{not JSON"],
    "$.ModelTrees.FloatFeatures[0].FeatureId": ["ana@lab.example"],
    "$.ModelTrees.CatFeatures[0].FeatureId": ["site"],
    "$.ModelTrees.OneHotFeatures[0].StringValues[1]": ["Paris"],
    "$.ModelPartIds[0]": ["part"],
  });
  expectInPlace(sample, regions);
});

test("skips the numbers of trees, and sweeps the parts behind them", async () => {
  const bytes = join(sample, "a part of another kind");
  expect(others(await regionsOf(catboost, bytes))).toEqual([
    { kind: "stretch", as: "binary", span: { start: sample.length, end: bytes.length } },
  ]);
});

test("sweeps what no table leads to", async () => {
  const core = join(sample.subarray(8), "hidden in the core");
  const bytes = join("CBM1", little(core.length, 4), core);
  expect(others(await regionsOf(catboost, bytes))).toEqual([
    { kind: "stretch", as: "binary", span: { start: sample.length, end: bytes.length } },
  ]);
});

test.each([
  ["a core", join("CBM1", little(2 ** 31, 4), 0), "core ends at 2147483656"],
  ["a vector", fileOf(table(none, none, () => little(2 ** 30, 4))), "4294967296 bytes"],
  [
    "an offset",
    join("CBM1", little(8, 4), little(2 ** 31, 4), little(0, 4)),
    "4 bytes at 2147483648",
  ],
  ["a vtable", join("CBM1", little(8, 4), little(4, 4), little(0, 4)), "table without size"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(catboost, hostile)).rejects.toThrow(message);
});

test("a text to which many lead is read once", async () => {
  const shared = text("x".repeat(5000))(0);
  const count = 1000;
  const body = join(
    little(count, 4),
    ...Array.from({ length: count }, (_, index) => little((count - index) * 4, 4)),
    shared,
  );
  const hostile = fileOf(table(none, none, none, () => body));
  expect((await regionsOf(catboost, hostile)).length).toBeLessThan(5);
});

test("is known by its content", async () => {
  expect(await matches(catboost, sample)).toBe(true);
  expect(await matches(catboost, join("CBM2 and more"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(catboost, [sample]);
});
