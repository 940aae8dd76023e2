import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { parquet } from "./parquet.ts";

/** What pyarrow wrote: `corpus/parquet/README.md`. */
const written = (name: string): Uint8Array =>
  readFileSync(new URL(`../../corpus/parquet/clean/${name}.parquet`, import.meta.url));

/** A file of nothing but this footer. */
const withFooter = (...footer: readonly (number | string)[]): Uint8Array => {
  const bytes = join(...footer);
  return join("PAR1", bytes, little(bytes.length, 4), "PAR1");
};

test("finds names, metadata, statistics and values where they stand", async () => {
  const bytes = written("plain");
  const regions = await regionsOf(parquet, bytes);
  expectInPlace(bytes, regions);
  const texts = textsByKey(regions);
  expect(texts["$.schema[2].name"]).toEqual(["text"]);
  expect(texts["$.row_groups[0].columns.text.meta_data.statistics.max_value"]).toEqual([
    "use unset, then go on",
  ]);
  expect(texts["$.row_groups[0].pages[0][1].text"]).toEqual(["nothing to see"]);
});

test("gives columns of numbers as tensors, and leaves no byte out", async () => {
  const regions = await regionsOf(parquet, written("plain"));
  expect(regions.filter(({ kind }) => kind === "tensor")).toMatchObject([
    { name: "$.row_groups[0].id" },
    { name: "$.row_groups[0].loss" },
  ]);
  expect(regions.filter(({ kind }) => kind === "gap" || kind === "dead")).toEqual([]);
});

test.each(["snappy", "gzip", "zstd", "brotli", "lz4", "delta", "nested"])(
  "unpacks the pages of %s",
  async (name) => {
    const { texts, regions } = await unpackAll(parquet, written(name));
    const lines = Object.entries(texts).filter(([key]) => key.endsWith(".jsonl"));
    expect(lines.map(([, text]) => text).join("")).toContain("then go on");
    expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
  },
);

test("gives pictures as blobs by themselves", async () => {
  const { texts } = await unpackAll(parquet, written("images"));
  expect(texts["image.bytes.0/image.bytes[0]"]).toContain("IHDR");
});

test("sweeps what lies between pages and footer", async () => {
  const footer = [0x15, 0x02, 0x00];
  const bytes = join("PAR1", "hidden there", footer, little(footer.length, 4), "PAR1");
  expect(await regionsOf(parquet, bytes)).toEqual([
    { kind: "dead", what: "between the parts of the table", span: { start: 4, end: 16 } },
  ]);
});

test("keeps texts of fields that it does not know", async () => {
  const regions = await regionsOf(parquet, withFooter(0xf8, 6, "secret", 0));
  expect(textsByKey(regions)).toEqual({ "$[unknown 15]": ["secret"] });
});

test.each([
  ["encrypted", join("PARE", "x".repeat(20), little(4, 4), "PARE"), "unsupported: footer"],
  ["missing", join("PAR1", "x".repeat(40)), "malformed: no footer"],
  ["too long", join("PAR1", little(2 ** 31, 4), "PAR1"), "malformed: footer of"],
])("says that the footer is %s", async (_what, bytes, reason) => {
  expect(await regionsOf(parquet, bytes)).toMatchObject([
    { kind: "gap", reason: expect.stringContaining(reason) },
    { kind: "stretch" },
  ]);
});

test.each([
  ["a list", withFooter(0x29, 0xfc, 0xff, 0xff, 0xff, 0x0f, 0), "bytes left"],
  ["a string", withFooter(0x68, 0xff, 0xff, 0xff, 0x0f, 0), "bytes, "],
  ["nesting", withFooter(...Array.from({ length: 64 }, () => 0x1c)), "structs more than"],
])("bounds %s before it is used", async (_what, bytes, message) => {
  await expect(regionsOf(parquet, bytes)).rejects.toThrow(message);
});

test("is known by its content", async () => {
  expect(await matches(parquet, written("plain"))).toBe(true);
  expect(await matches(parquet, join("PAR2"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(
    parquet,
    ["plain", "pages", "snappy", "gzip", "zstd", "brotli", "lz4", "delta"].map(written),
  );
});
