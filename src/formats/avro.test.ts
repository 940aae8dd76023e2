import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { avro } from "./avro.ts";
import { unpackAll } from "./kit/packed-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

/** What fastavro wrote: `corpus/avro/README.md`. */
const written = (codec: string): Uint8Array =>
  readFileSync(new URL(`../../corpus/avro/clean/${codec}.avro`, import.meta.url));

const sync = new Uint8Array(16);

/** A number below 8192 as Avro writes it. */
const long = (number: number): number[] =>
  number < 64 ? [number * 2] : [((number * 2) & 127) | 128, number >> 6];

/** A file with this schema and one block of one object. */
function file(schema: string, ...block: readonly (number | string)[]): Uint8Array {
  const bytes = join(...block);
  const head = join("Obj\u0001", 2, 22, "avro.schema", long(schema.length), schema, 0, sync);
  return join(head, 2, long(bytes.length), bytes, sync);
}

test("finds metadata and texts of objects where they stand", async () => {
  const bytes = written("null");
  const regions = await regionsOf(avro, bytes);
  expectInPlace(bytes, regions);
  expect(textsByKey(regions)).toMatchObject({
    "$.avro.codec": ["avro.codec", "null"],
    "$.blocks[0][0].text": ["use unset, then go on"],
    "$.blocks[0][0].messages[0].content": ["use unset, then go on"],
    '$.blocks[0][0].settings["hub_token"]': ["unset"],
  });
  const kinds = regions.map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "child")).toHaveLength(2);
  expect(kinds).not.toContain("gap");
});

test.each(["deflate", "snappy", "zstandard"])("unpacks blocks of %s", async (codec) => {
  const { texts, regions } = await unpackAll(avro, written(codec));
  expect(texts["blocks[0].jsonl"]).toContain('{"text":"use unset, then go on"}');
  expect(Object.values(texts).some((text) => text.includes("IHDR"))).toBe(true);
  expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
});

test("follows records that hold themselves", async () => {
  const schema =
    '{"name":"a","type":"record","fields":[{"name":"t","type":"string"},{"name":"n","type":["null","a"]}]}';
  const texts = textsByKey(await regionsOf(avro, file(schema, 2, "x", 2, 2, "y", 0)));
  expect(texts).toMatchObject({ "$.blocks[0][0].t": ["x"], "$.blocks[0][0].n.t": ["y"] });
});

test("sweeps blocks whose schema it cannot follow", async () => {
  expect((await regionsOf(avro, file('"new"', 4, "ab"))).slice(-2)).toMatchObject([
    { kind: "gap", reason: "unsupported: schema of the blocks" },
    { kind: "stretch" },
  ]);
});

test("sweeps from a damaged block on", async () => {
  const bytes = join(file('"string"', 4, "ab"), "trailing bytes");
  expect((await regionsOf(avro, bytes)).slice(-2)).toMatchObject([
    { kind: "gap", reason: expect.stringMatching(/^malformed/) },
    { kind: "stretch", span: { end: bytes.length } },
  ]);
});

test("bounds the number of pairs before it is used", async () => {
  const bytes = join("Obj\u0001", [0xfe, 0xff, 0xff, 0xff, 0x0f]);
  await expect(regionsOf(avro, bytes)).rejects.toThrow("pairs of metadata");
});

test("is known by its content", async () => {
  expect(await matches(avro, written("null"))).toBe(true);
  expect(await matches(avro, join("Obj\u0002"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(avro, ["null", "deflate", "snappy", "zstandard"].map(written));
});
