import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { ubjson } from "./ubjson.ts";

const key = (text: string) => join("U", text.length, text);
const text = (value: string) => join("SU", value.length, value);
const long = (value: number) => join("L", [0, 0, 0, 0], [0, 0, value >> 8, value & 255]);
const other = (regions: Awaited<ReturnType<typeof regionsOf>>) =>
  regions.filter(({ kind }) => kind !== "string");

/** The way XGBoost writes: lengths of eight bytes, arrays of one kind. */
const sample = join(
  "{L",
  [0, 0, 0, 0, 0, 0, 0, 7],
  "learner{",
  key("names"),
  "[",
  text("age"),
  text("ana@lab.example"),
  "]",
  key("token"),
  text("made-up"),
  key("weights"),
  "[$d#",
  long(20),
  new Uint8Array(80),
  key("kinds"),
  "[$U#",
  join("U", 3),
  "abc",
  key("n"),
  "l",
  [0, 0, 0, 1],
  "}}",
);

test("finds keys and strings where they stand", async () => {
  const regions = await regionsOf(ubjson, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.learner": ["learner"],
    "$.learner.names[1]": ["ana@lab.example"],
    "$.learner.token": ["token", "made-up"],
  });
  expectInPlace(sample, regions);
});

test("skips arrays of numbers, and sweeps those of bytes", async () => {
  expect(other(await regionsOf(ubjson, sample))).toMatchObject([
    { kind: "tensor", name: "$.learner.weights" },
    { kind: "stretch", as: "binary" },
  ]);
});

test("reads containers of one kind, with a count, and with nothing between", async () => {
  const bytes = join(
    "{#U",
    2,
    key("a"),
    "[$SU".replace("U", "#U"),
    2,
    "U",
    1,
    "x",
    "U",
    1,
    "y",
    key("b"),
    "[NZTN",
    text("z"),
    "N]",
  );
  const regions = await regionsOf(ubjson, bytes);
  expect(textsByKey(regions)).toMatchObject({ "$.a[1]": ["y"], "$.b[2]": ["z"] });
  expectInPlace(bytes, regions);
});

test("sweeps what follows the document", async () => {
  const bytes = join(sample, "trailer");
  expect(other(await regionsOf(ubjson, bytes)).at(-1)).toEqual({
    kind: "dead",
    what: "after the document",
    span: { start: sample.length, end: bytes.length },
  });
});

test.each([
  ["a text", join("{", key("a"), "SL", [0, 0, 0, 1, 0, 0, 0, 0]), "text of 4294967296 bytes"],
  ["an array", join("{", key("a"), "[$d#L", [0, 0, 1, 0, 0, 0, 0, 0]), "array of 1099511627776"],
  ["a kind", join("{", key("a"), "x"), 'value of kind "x"'],
  ["levels", join("[".repeat(200)), "more than 100 levels"],
  ["a length", join("{", key("a"), "Sd"), 'length of kind "d"'],
  ["items without a count", join("[$d["), "without a count"],
])("bounds %s before it is used", async (_what, hostile, message) => {
  await expect(regionsOf(ubjson, hostile)).rejects.toThrow(message);
});

test("an array of a million nothings takes no time", async () => {
  expect(await regionsOf(ubjson, join("[$Z#l", [0x7f, 255, 255, 255]))).toEqual([]);
});

test("is known by its content, and text is not taken for it", async () => {
  expect(await matches(ubjson, sample)).toBe(true);
  expect(await matches(ubjson, join("[$d#", long(9), new Uint8Array(36)))).toBe(true);
  for (const text of [
    '{"a": 1}',
    "{import x from y and some more}",
    "[section]\nkey=1",
    "{U",
    "[{",
    "{}",
  ])
    expect(await matches(ubjson, join(text)), text).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ubjson, [sample]);
});
