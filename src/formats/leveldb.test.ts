import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { leveldb } from "./leveldb.ts";

/** What LevelDB wrote: `corpus/leveldb/README.md`. */
const written = (name: string): Uint8Array =>
  readFileSync(new URL(`../../corpus/leveldb/clean/${name}`, import.meta.url));

const plainTable = written("plain/000005.ldb");
const packedTable = written("000005.ldb");

test("finds keys and values where they stand, deleted ones too", async () => {
  const regions = await regionsOf(leveldb, plainTable);
  expectInPlace(plainTable, regions);
  const texts = textsByKey(regions);
  expect(texts['$["run/hub_token"]']).toEqual(["run/hub_token", "unset"]);
  expect(texts["$.long"]?.[1]).toMatch(/^log .* needs torch$/);
  expect(texts["$.deleted"]?.at(-1)).toContain("project/train.py");
  expect(regions.filter(({ kind }) => kind === "gap" || kind === "dead")).toEqual([]);
});

test("unpacks blocks, so that each value is beside its key", async () => {
  const { texts } = await unpackAll(leveldb, packedTable);
  expect(texts["block at 0.jsonl"]).toContain('{"deleted":"run project/train.py with key');
});

test("sweeps what lies between blocks", async () => {
  const { length } = plainTable;
  const bytes = join(
    plainTable.subarray(0, length - 48),
    "hidden",
    plainTable.subarray(length - 48),
  );
  expect((await regionsOf(leveldb, bytes)).at(-1)).toEqual({
    kind: "dead",
    what: "between blocks",
    span: { start: length - 48, end: length - 42 },
  });
});

test("says that a block is damaged", async () => {
  const bytes = Uint8Array.from(plainTable);
  bytes[1] = 0xff;
  expect(await regionsOf(leveldb, bytes)).toContainEqual(
    expect.objectContaining({ kind: "gap", reason: expect.stringMatching(/^malformed/) }),
  );
});

test("is known by its end; a checkpoint of TensorFlow is none", async () => {
  expect(await matches(leveldb, packedTable)).toBe(true);
  expect(await matches(leveldb, join(0, 0, packedTable))).toBe(false);
  expect(await matches(leveldb, packedTable.subarray(0, -1))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(leveldb, [plainTable, packedTable]);
});
