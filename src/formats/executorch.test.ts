import { expect, test } from "vitest";
import { executorch } from "./executorch.ts";
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

const headerSize = 32;
const weights = new Uint8Array(64).fill(7);
const segment = join('{"by": "ana"}   ');

const delegate = {
  0: "LabBackend",
  1: { 0: number(1, 1), 1: number(1) },
  2: [{ 0: "cache", 1: join("/home/ana/cache") }],
};
const inline = { 0: "Other", 1: { 0: number(0, 1), 1: number(0) } };
const plan = {
  0: "forward",
  2: [{ 0: number(6, 1), 1: { 0: "a constant" } }],
  5: [
    {
      2: [{ 0: number(1, 1), 1: {} }],
      3: [{ 0: [{ 0: "/home/ana/net.py", 2: "forward", 3: "x = key" }] }],
    },
  ],
  6: [{ 0: "aten::relu", 1: "out" }],
  7: [delegate, inline],
};
const tables = {
  1: [plan],
  2: [{ 0: new Uint8Array(16) }],
  3: [{ 0: join("inline data") }],
  4: [
    { 0: number(0, 8), 1: number(64, 8) },
    { 0: number(64, 8), 1: number(16, 8) },
  ],
  7: [{ 0: "dense.weight", 1: number(0) }],
};

function program(behind = ""): Uint8Array {
  const header = (base: number): Uint8Array =>
    join("eh00", little(headerSize, 4), little(base, 8), little(base, 8), little(80, 8));
  const { length } = flatbuffer(tables, "ET12", header(0));
  return join(flatbuffer(tables, "ET12", header(length)), weights, segment, behind);
}

test("finds names, stack traces and compile specs where they stand", async () => {
  const bytes = program();
  const regions = await regionsOf(executorch, bytes);
  const path = "$.execution_plan.forward";
  expect(textsByKey(regions)).toEqual({
    [path]: ["forward"],
    [`${path}.values[0].val.string_val`]: ["a constant"],
    [`${path}.chains[0].stacktrace[0].items[0].filename`]: ["/home/ana/net.py"],
    [`${path}.chains[0].stacktrace[0].items[0].name`]: ["forward"],
    [`${path}.chains[0].stacktrace[0].items[0].context`]: ["x = key"],
    [`${path}.operators[0].name`]: ["aten::relu"],
    [`${path}.operators[0].overload`]: ["out"],
    [`${path}.delegates.LabBackend`]: ["LabBackend"],
    [`${path}.delegates.LabBackend.compile_specs.cache`]: ["cache"],
    [`${path}.delegates.LabBackend.compile_specs.cache.value`]: ["/home/ana/cache"],
    [`${path}.delegates.Other`]: ["Other"],
    "$.named_data[0].key": ["dense.weight"],
  });
  expectInPlace(bytes, regions);
});

test("gives weights unread, and the data of backends as blobs", async () => {
  const bytes = program();
  const regions = await regionsOf(executorch, bytes);
  const start = bytes.length - 80;
  expect(regions.filter(({ kind }) => kind === "tensor")).toEqual([
    expect.objectContaining({ name: "constant_buffer[0]" }),
    { kind: "tensor", name: "segments[0]", span: { start, end: start + 64 } },
  ]);
  const children = regions.filter((each) => each.kind === "child");
  expect(children.map(({ blob }) => blob.origin)).toMatchObject([
    { name: "Other in data[0]" },
    { name: "LabBackend in segments[1]" },
  ]);
  expect(regions.filter(({ kind }) => kind === "dead")).toEqual([]);
});

test("sweeps what was appended", async () => {
  const regions = await regionsOf(executorch, program("hidden"));
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the last segment" });
});

test("reads a program without an extended header", async () => {
  const regions = await regionsOf(executorch, flatbuffer({ 1: [{ 0: "forward" }] }, "ET12"));
  expect(textsByKey(regions)).toEqual({ "$.execution_plan.forward": ["forward"] });
});

test.each([
  ["a segment that is cut off", program().subarray(0, -10)],
  [
    "a header that leads out",
    join(little(8, 4), "ET12", "eh00", little(900, 4), new Uint8Array(16)),
  ],
])("refuses %s", async (_what, bytes) => {
  await expect(regionsOf(executorch, bytes)).rejects.toThrow(/^executorch: /);
});

test("is known by its identifier", async () => {
  expect(await matches(executorch, program())).toBe(true);
  expect(await matches(executorch, join(little(8, 4), "TFL3"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(executorch, [program()]);
});
