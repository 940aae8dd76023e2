import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { distcp } from "./distcp.ts";
import { pickled, text } from "./kit/pickle-testing.ts";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { zipOf } from "./kit/zip-testing.ts";
import { pytorchZip } from "./pytorch-zip.ts";

const item = (what: string): Uint8Array =>
  zipOf([
    { name: "archive/data.pkl", data: pickled(text(what)) },
    { name: "archive/data/0", data: new Uint8Array(16) },
    { name: "archive/version", data: "3\n" },
  ]);

const [one, two, three] = [item("one"), item("two"), item("three of another size")];
const shard = join(one, two, three);

const sizes = (regions: readonly Region[]): number[] =>
  regions.flatMap((each) => (each.kind === "child" ? [each.blob.size] : []));

test("hands on each item as a torch zip of its own", async () => {
  const regions = await regionsOf(distcp, shard);
  expect(sizes(regions)).toEqual([one.length, two.length, three.length]);
  for (const region of regions) {
    if (region.kind !== "child") throw new Error(region.kind);
    const bytes = await region.blob.read({ start: 0, end: region.blob.size });
    expect(await matches(pytorchZip, bytes)).toBe(true);
  }
});

test("hands on what stands before the first torch zip", async () => {
  expect(sizes(await regionsOf(distcp, join("hidden", one, two)))).toEqual([
    6,
    one.length,
    two.length,
  ]);
});

test("is known by its content", async () => {
  expect(await matches(distcp, shard)).toBe(true);
  expect(await matches(distcp, one)).toBe(false);
  expect(await matches(distcp, join("MZ", one, two))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(distcp, [shard, join("x", one)]);
});
