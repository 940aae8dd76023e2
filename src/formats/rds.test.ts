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
import { rds } from "./rds.ts";

const int = (value: number) => little(BigInt.asUintN(32, BigInt(value)), 4).toReversed();
const char = (text: string) => join(int(9), int(text.length), text);
const symbol = (text: string) => join(int(1), char(text));
const strings = (flags: number, ...texts: readonly string[]) =>
  join(int(16 | flags), int(texts.length), ...texts.map(char));
const nothing = int(254);
const withAttributes = 0x200;
const withTag = 0x400;
const pair = (tag: string, item: Uint8Array) => join(int(2 | withTag), symbol(tag), item);
const list = (names: readonly string[], ...items: readonly Uint8Array[]) =>
  join(
    int(19 | withAttributes),
    int(items.length),
    ...items,
    pair("names", strings(0, ...names)),
    nothing,
  );
const file = (item: Uint8Array, version = 3) =>
  join(
    "X\n",
    int(version),
    int(0x04_02_02),
    int(0x03_05_00),
    version === 3 ? join(int(5), "UTF-8") : "",
    item,
  );
const others = (regions: readonly Region[]) => regions.filter(({ kind }) => kind !== "string");

const numbers = join(int(14), int(10), new Uint8Array(80));
const sample = file(
  list(["token", "weights", "who"], strings(0, "made-up"), numbers, strings(0, "ana", "bob")),
);

test("finds the items of lists by their names, where they stand", async () => {
  const regions = await regionsOf(rds, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.encoding": ["UTF-8"],
    "$.token": ["made-up"],
    "$.who[1]": ["bob"],
    "$.names[0]": ["token"],
  });
  expect(others(regions)).toMatchObject([{ kind: "tensor", name: "$.weights" }]);
  expectInPlace(sample, regions);
});

test("reads a workspace, in which each variable has its name", async () => {
  const variables = join(
    pair("settings", strings(0, "one")),
    pair("again", join(int(255 | (1 << 8)))),
    nothing,
  );
  const regions = await regionsOf(rds, join("RDX2\n", file(variables, 2)));
  expect(textsByKey(regions)).toMatchObject({ "$.settings": ["one"], $: ["settings", "again"] });
});

test("reads environments, calls, bytecode, and what stands for something else", async () => {
  const environment = join(
    int(4),
    int(0),
    int(253),
    pair("token", strings(0, "hidden")),
    nothing,
    nothing,
    nothing,
  );
  const call = join(int(6), symbol("paste"), join(int(2), strings(0, "an argument"), nothing));
  const constants = join(
    int(2),
    int(16),
    strings(0, "a constant"),
    int(6),
    nothing,
    int(16),
    strings(0, "in a call"),
    int(254),
    nothing,
  );
  const bytecode = join(int(21), int(1), int(13), int(1), int(7), constants);
  const namespace = join(int(249), int(0), int(1), char("stats"));
  const lazy = join(int(238), nothing, strings(0, "kept"), nothing);
  const bytes = file(
    list(["env", "call", "code", "ns", "lazy"], environment, call, bytecode, namespace, lazy),
  );
  const texts = textsByKey(await regionsOf(rds, bytes));
  expect(Object.values(texts).flat()).toEqual(
    expect.arrayContaining(["hidden", "an argument", "a constant", "in a call", "stats", "kept"]),
  );
  expect(texts).toMatchObject({ "$.lazy": ["kept"] });
});

test("hands on raw vectors, in which R keeps models of other libraries", async () => {
  const bytes = file(join(int(24), int(100), new Uint8Array(100)));
  expect(others(await regionsOf(rds, bytes))).toMatchObject([
    { kind: "child", blob: { size: 100 } },
  ]);
});

test("unpacks raw vectors that are written as digits", async () => {
  const digits = [...Buffer.from("made-up secret".repeat(3))].map((each) => each.toString(16));
  const bytes = join(`A\n2\n262658\n131840\n24\n${digits.length}\n${digits.join("\n")}\n`);
  const [packed] = await regionsOf(rds, bytes);
  const chunks = packed?.kind === "packed" ? await Array.fromAsync(packed.unpack()) : [];
  expect(Buffer.concat(chunks).toString()).toBe("made-up secret".repeat(3));
  const damaged = await regionsOf(rds, join(Buffer.from(bytes).toString().replace("2d", "zz")));
  const unpack = damaged[0]?.kind === "packed" ? damaged[0].unpack : undefined;
  await expect(Array.fromAsync(unpack?.() ?? [])).rejects.toThrow("no byte in hexadecimal");
});

test("reads lines, with escapes undone", async () => {
  const bytes = join(
    'A\n2\n262658\n131840\n19\n2\n16\n1\n9\n7\na\\040\\"b\\\\n\n14\n3\n1.5\nNA\n-Inf\n',
  );
  const regions = await regionsOf(rds, bytes);
  expect(textsByKey(regions)).toEqual({ "$[0]": ['a "b\\n'] });
  expectInPlace(bytes, regions);
});

test("reads the order of the machine that wrote it", async () => {
  const bytes = join(
    "B\n",
    little(2, 4),
    little(1, 4),
    little(1, 4),
    little(16, 4),
    little(1, 4),
    little(9, 4),
    little(2, 4),
    "hi",
  );
  expect(textsByKey(await regionsOf(rds, bytes))).toEqual({ $: ["hi"] });
});

test("sweeps what follows the last item", async () => {
  const bytes = join(sample, "trailer");
  expect(others(await regionsOf(rds, bytes)).at(-1)).toMatchObject({
    kind: "dead",
    span: { start: sample.length },
  });
});

test("lists in lists take no stack, and their paths no memory", async () => {
  const deep = join(
    ...Array.from({ length: 100_000 }, () => join(int(19), int(1))),
    strings(0, "deep"),
  );
  const regions = await regionsOf(rds, file(deep));
  expect(regions).toHaveLength(2);
});

test.each([
  ["a text", file(join(int(16), int(1), int(9), int(2 ** 30))), "text of 1073741824 bytes"],
  ["a list", file(join(int(19), int(2 ** 30))), "1073741824 items"],
  ["numbers", file(join(int(14), int(4), new Uint8Array(8))), "bytes to skip"],
  ["a kind", file(int(77)), "item of kind 77"],
  ["a version", file(int(254), 7), "version 7"],
  ["a line", join("A\n2\n262658\n131840\n16\nmany\n"), "number 'many'"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(rds, hostile)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(rds, sample)).toBe(true);
  expect(await matches(rds, join("RDA3\nA\n3\n262658\n197888\n"))).toBe(true);
  for (const text of ["A\nB\n", "X\n2\n", "RDX3\nnot", "A\n2\n3\n4\n"])
    expect(await matches(rds, join(text))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  const lines = join("A\n2\n262658\n131840\n16\n1\n9\n2\nab\n");
  await expectOnlyMalformed(rds, [sample, lines, join("RDX2\n", file(pair("a", nothing), 2))]);
});
