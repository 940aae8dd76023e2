import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { arrow } from "./arrow.ts";
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

/** What pyarrow wrote: `corpus/arrow/README.md`. */
const written = (name: string): Uint8Array =>
  readFileSync(new URL(`../../corpus/arrow/clean/${name}`, import.meta.url));

test("finds names, metadata and texts of a stream where they stand", async () => {
  const bytes = written("stream.arrow");
  const regions = await regionsOf(arrow, bytes);
  expectInPlace(bytes, regions);
  expect(textsByKey(regions)).toMatchObject({
    "$.fields[1].name": ["text"],
    "$.metadata.huggingface": ["huggingface"],
    "$.batches[0][0].text": ["use unset, then go on"],
  });
  expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
  const names = regions.flatMap((each) =>
    each.kind === "child" && each.blob.origin.kind === "member" ? [each.blob.origin.name] : [],
  );
  expect(names).toContain("metadata.huggingface");
  expect(names).toContain("batches[0][0].image");
});

test("finds texts of every layout", async () => {
  const bytes = written("kinds.arrow");
  const regions = await regionsOf(arrow, bytes);
  expectInPlace(bytes, regions);
  const texts = textsByKey(regions);
  expect(texts).toMatchObject({
    "$.batches[0][1].long": ["nothing to see"],
    "$.batches[0][0].view": ["use unset, then go on"],
    "$.batches[0][0].list.item.content": ["use unset, then go on"],
    "$.batches[0][1].map.entries.value": ["nothing to see"],
    "$.dictionaries[0][0].dictionary": ["use unset, then go on"],
    "$.footer.schema.fields[0].name": ["text"],
  });
  expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
});

test.each(["lz4.feather", "zstd.feather"])("unpacks %s", async (name) => {
  const { texts, regions } = await unpackAll(arrow, written(name));
  expect(texts["batches[0].text.jsonl"]).toContain("then go on");
  expect(texts["dictionaries[0].kind.jsonl"]).toContain("then go on");
  expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
});

test("sweeps what follows the end of a stream", async () => {
  const bytes = written("stream.arrow");
  const regions = await regionsOf(arrow, join(bytes, "trailer"));
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the last batch",
    span: { start: bytes.length, end: bytes.length + 7 },
  });
});

test("sweeps from where a message is none", async () => {
  const bytes = join(written("stream.arrow").subarray(0, -8), little(2 ** 31, 4), "left");
  expect((await regionsOf(arrow, bytes)).slice(-2)).toMatchObject([
    { kind: "gap", reason: "malformed: message of 2147483648 bytes" },
    { kind: "stretch" },
  ]);
});

test("is known by its content", async () => {
  expect(await matches(arrow, written("stream.arrow"))).toBe(true);
  expect(await matches(arrow, written("zstd.feather"))).toBe(true);
  expect(
    await matches(arrow, join(little(0xffff_ffff, 4), little(64, 4), new Uint8Array(80))),
  ).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(
    arrow,
    ["stream.arrow", "kinds.arrow", "lz4.feather", "zstd.feather"].map(written),
  );
});
