import { expect, test } from "vitest";
import { npy } from "./npy.ts";
import { list, named, pickled, text, tuple } from "./kit/pickle-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

type Data = Uint8Array | string;

const file = (header: string, data: Data, version: 1 | 3 = 1): Uint8Array =>
  join(
    [0x93],
    "NUMPY",
    [version, 0],
    little(Buffer.byteLength(header) + 1, version === 1 ? 2 : 4),
    `${header}\n`,
    data,
  );

const header = (descr: string, shape: string): string =>
  `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }   `;

const wide = (text: string, size: number, little = true): Uint8Array => {
  const bytes = Buffer.alloc(size * 4);
  for (const [at, letter] of Array.from(text).entries())
    bytes[little ? "writeUInt32LE" : "writeUInt32BE"](letter.codePointAt(0) ?? 0, at * 4);
  return bytes;
};

const items = async (bytes: Uint8Array): Promise<Record<string, string[]>> => {
  const regions = await regionsOf(npy, bytes);
  expectInPlace(bytes, regions);
  return Object.fromEntries(
    Object.entries(textsByKey(regions)).filter(([key]) => !/descr|order|shape/.test(key)),
  );
};

const texts = file(header("'<U9'", "(2,)"), join(wide("/home/ana", 9), wide("é😀", 9)));

test("finds texts where they stand, one by one", async () => {
  expect(await items(texts)).toEqual({ "$[0]": ["/home/ana"], "$[1]": ["é😀"] });
  const big = file(header("'>U4'", "(1, 1)"), wide("host", 4, false));
  expect(await items(big)).toEqual({ "$[0]": ["host"] });
});

test("finds bytes, cut at the zeros that fill them up", async () => {
  const bytes = file(header("'|S6'", "(3,)"), "gpu7\0\0\0\0\0\0\0\0abcdef");
  expect(await items(bytes)).toEqual({ "$[0]": ["gpu7"], "$[2]": ["abcdef"] });
});

test("reads letters along the last axis as one text", async () => {
  expect(await items(file(header("'<U1'", "(4,)"), wide("host", 4)))).toEqual({ $: ["host"] });
});

const records = file(
  header("[('id', '<i4'), (('the title', 'who'), '<U4', (2,)), ('at', [('x', '|S5')])]", "(2,)"),
  join(
    join(little(1, 4), wide("ana", 4), wide("bo", 4), "there"),
    join(little(2, 4), wide("carl", 4), wide("", 4), "\0\0\0\0\0"),
  ),
);

test("finds the texts of records by field", async () => {
  expect(await items(records)).toEqual({
    "$[0].who[0]": ["ana"],
    "$[0].who[1]": ["bo"],
    "$[0].at.x": ["there"],
    "$[1].who[0]": ["carl"],
  });
  expect(textsByKey(await regionsOf(npy, records))).toMatchObject({
    "$.descr": ["descr"],
    "$.descr[0][0]": ["id"],
    "$.descr[1][0][0]": ["the title"],
  });
});

const objects = file(
  header("'|O'", "(1,)"),
  pickled(
    named("numpy.core.multiarray", "_reconstruct"),
    tuple(text("b")),
    "R",
    tuple("K\x01", tuple("K\x01"), "N", "N", list(text("in a pickle"))),
    "b",
  ),
);

test("finds the objects of an array", async () => {
  expect(await items(objects)).toMatchObject({ "$[0]": ["in a pickle"] });
});

test("skips numbers and sweeps what lies behind", async () => {
  const data = join(new Uint8Array(24), "hidden");
  const bytes = file(header("'<f8'", "(3,)"), data, 3);
  const start = bytes.length - data.length;
  const regions = await regionsOf(npy, bytes);
  expect(regions.filter(({ kind }) => kind !== "string")).toEqual([
    { kind: "tensor", name: "$", dtype: "<f8", shape: [3], span: { start, end: start + 24 } },
    { kind: "dead", what: "after the array", span: { start: start + 24, end: bytes.length } },
  ]);
});

test("sweeps a comment behind the header", async () => {
  const bytes = file(`${header("'|i1'", "()")}# by ana`, "\x01");
  expect((await regionsOf(npy, bytes)).find(({ kind }) => kind === "dead")).toMatchObject({
    what: "after the header",
  });
});

test("says what it can not read", async () => {
  const regions = await regionsOf(npy, file(header("'<q'", "(1,)"), "12345678"));
  expect(regions.map(({ kind }) => kind).slice(-2)).toEqual(["gap", "stretch"]);
});

test.each([
  ["a cut array", file(header("'<f8'", "(3,)"), "short"), "npy: array ends at"],
  ["no dict", file("{'descr': ", ""), "npy: no value at byte 21"],
  ["a version to come", join([0x93], "NUMPY", [9, 0, 0, 0]), "npy: version 9 at byte 6"],
])("fails with %s", async (_what, bytes, message) => {
  await expect(regionsOf(npy, bytes)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(npy, texts)).toBe(true);
  expect(await matches(npy, join("NUMPY"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(
    npy,
    [texts, records, objects].map((each) => Uint8Array.from(each)),
  );
});
