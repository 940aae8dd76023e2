import { deflateSync } from "node:zlib";
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
import { matlab } from "./matlab.ts";

const int = (value: number) => little(value, 4);
const data = (type: number, ...parts: readonly (Uint8Array | string | readonly number[])[]) => {
  const bytes = join(...parts);
  const padding = type === 14 || type === 15 ? 0 : -bytes.length & 7;
  return join(int(type), int(bytes.length), bytes, new Uint8Array(padding));
};
const small = (type: number, text: string) =>
  join(int(type + text.length * 0x1_00_00), text, new Uint8Array(4 - text.length));
const matrix = (
  kind: number,
  shape: readonly number[],
  name: string,
  ...parts: readonly Uint8Array[]
) => data(14, data(6, int(kind), int(0)), data(5, ...shape.map(int)), data(1, name), ...parts);
const text = (name: string, value: string) => matrix(4, [1, value.length], name, data(16, value));
const numbers = (name: string) => matrix(6, [2, 2], name, data(9, new Uint8Array(32)));
const header = join(
  "MATLAB 5.0 MAT-file, Platform: gpu7, Created on: today".padEnd(116),
  new Uint8Array(8),
  [0, 1],
  "IM",
);
const others = (regions: readonly Region[]) => regions.filter(({ kind }) => kind !== "string");
const fields = (...names: readonly string[]) =>
  join(small(5, "\u0008\0\0\0"), data(1, ...names.map((name) => name.padEnd(8, "\0"))));

const sample = join(
  header,
  text("token", "made-up"),
  matrix(2, [1, 1], "settings", fields("user", "host"), text("", "ana"), text("", "gpu7")),
  matrix(1, [1, 2], "notes", text("", "one"), text("", "two")),
  numbers("weights"),
);

test("finds the header, names, fields and text where they stand", async () => {
  const regions = await regionsOf(matlab, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.header": ["MATLAB 5.0 MAT-file, Platform: gpu7, Created on: today"],
    "$.token": ["made-up"],
    "$.settings": ["user", "host"],
    "$.settings.host": ["gpu7"],
    "$.notes{2}": ["two"],
  });
  expect(others(regions)).toMatchObject([{ kind: "tensor", name: "$.weights" }]);
  expectInPlace(sample, regions);
});

test("reads text of several rows, which stands column by column", async () => {
  const rows = matrix(4, [2, 3], "a", data(16, "anbeoa"));
  const accented = matrix(4, [2, 2], "b", data(16, "éxya"));
  const wide = matrix(4, [2, 2], "c", data(17, Buffer.from("axby", "utf16le")));
  const bytes = join(header, rows, accented, wide);
  const regions = await regionsOf(matlab, bytes);
  expect(textsByKey(regions)).toMatchObject({
    "$.a(1)": ["abo"],
    "$.a(2)": ["nea"],
    "$.b(1)": ["éy"],
    "$.c(2)": ["xy"],
  });
  expectInPlace(bytes, regions);
});

test("reads files in the other order of bytes", async () => {
  const turned = join(
    "MATLAB 5.0 MAT-file".padEnd(124),
    [1, 0],
    "MI",
    [0, 0, 0, 14, 0, 0, 0, 56],
    [0, 0, 0, 6, 0, 0, 0, 8, 0, 0, 0, 4, 0, 0, 0, 0],
    [0, 0, 0, 5, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 2],
    [0, 1, 0, 1],
    "a\0\0\0",
    [0, 0, 0, 17, 0, 0, 0, 4, 0],
    "h",
    [0],
    "i",
    [0, 0, 0, 0],
  );
  expect(textsByKey(await regionsOf(matlab, turned))).toMatchObject({ "$.a": ["hi"] });
  const unpacked = turned.subarray(128);
  expect(await matches(matlab, unpacked)).toBe(true);
  expect(textsByKey(await regionsOf(matlab, unpacked))).toMatchObject({ "$.a": ["hi"] });
});

test("hands on compressed variables, which it reads itself", async () => {
  const variable = text("token", "made-up");
  const bytes = join(header, data(15, deflateSync(variable)));
  expect(others(await regionsOf(matlab, bytes))).toMatchObject([
    { kind: "packed", name: "variable 0" },
  ]);
  expect(await matches(matlab, variable)).toBe(true);
  expect(textsByKey(await regionsOf(matlab, variable))).toMatchObject({ "$.token": ["made-up"] });
});

test("reads objects, and what MATLAB alone understands", async () => {
  const instance = matrix(3, [1, 1], "o", data(1, "Secret"), fields("key"), text("", "inner"));
  const opaque = data(
    14,
    data(6, int(17), int(0)),
    data(1, "s"),
    data(1, "MCOS"),
    data(1, "string"),
    numbers(""),
  );
  const regions = await regionsOf(matlab, join(header, instance, opaque));
  expect(textsByKey(regions)).toMatchObject({ "$.o.key": ["inner"], "$.s": ["MCOS", "string"] });
});

test("sweeps bytes, names that were longer once, and what stands behind the values", async () => {
  const bytes = matrix(9, [1, 8], "raw", data(2, "hidden!!"));
  const old = matrix(
    2,
    [1, 1],
    "s",
    join(small(5, "\u0008\0\0\0"), data(1, "a\0secret")),
    text("", "x"),
  );
  const padded = matrix(4, [1, 1], "p", data(16, "x"), new Uint8Array(16));
  const regions = others(await regionsOf(matlab, join(header, bytes, old, padded, "tail")));
  expect(regions).toMatchObject([
    { kind: "stretch", as: "binary" },
    { kind: "dead", what: "after the name of a field" },
    { kind: "dead", what: "after the values of a matrix" },
    { kind: "dead", what: "after the last variable" },
  ]);
});

test.each([
  ["a variable", join(header, int(14), int(2 ** 31)), "data of 2147483648 bytes"],
  ["a compressed one", join(header, int(15), int(2 ** 31)), "variable of 2147483648 bytes"],
  ["rows", join(header, matrix(4, [2 ** 31, 1], "a", data(16, "ab"))), "text in 2147483648 rows"],
  [
    "fields",
    join(header, matrix(2, [1, 1], "a", data(5, int(2 ** 30)), data(1, ""))),
    "fields of 1073741824",
  ],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(matlab, hostile)).rejects.toThrow(message);
});

test("what is no variable is dead, up to the end", async () => {
  const bytes = join(sample, data(1, "hidden"), new Uint8Array(1000));
  expect(others(await regionsOf(matlab, bytes)).at(-1)).toEqual({
    kind: "dead",
    what: "after the last variable",
    span: { start: sample.length, end: bytes.length },
  });
});

test("refuses cells in cells without end", async () => {
  let deep = text("", "x");
  for (let count = 0; count < 150; count++) deep = matrix(1, [1, 1], "", deep);
  await expect(regionsOf(matlab, join(header, deep))).rejects.toThrow("more than 100 levels");
});

test("is known by its content", async () => {
  expect(await matches(matlab, sample)).toBe(true);
  expect(await matches(matlab, join("MATLAB 7.3 MAT-file"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(matlab, [sample, text("token", "made-up")]);
});
