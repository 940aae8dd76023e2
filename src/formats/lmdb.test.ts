import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { lmdb } from "./lmdb.ts";

/** What LMDB wrote: `corpus/lmdb/README.md`. */
const written: Uint8Array = readFileSync(
  new URL("../../corpus/lmdb/clean/data.mdb", import.meta.url),
);

test("finds keys and values where they stand", async () => {
  const regions = await regionsOf(lmdb, written);
  expectInPlace(written, regions);
  const texts = textsByKey(regions);
  expect(texts["$.hub_token"]).toEqual(["hub_token", "unset"]);
  expect(texts["$.names.script"]).toEqual(["script", "project/train.py"]);
  expect(texts["$.long"]?.at(-1)).toMatch(/^log .* needs torch$/);
  expect(Object.values(texts).flat()).toContain("another");
  expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
});

test("reads what was deleted, in pages that no tree has any more", async () => {
  const texts = textsByKey(await regionsOf(lmdb, written));
  const left = Object.entries(texts).filter(([key]) => /^\$\.free\d+\.deleted$/.test(key));
  expect(left.length).toBeGreaterThan(0);
});

test("sweeps the room between keys and values", async () => {
  const dead = (await regionsOf(lmdb, written)).filter(({ kind }) => kind === "dead");
  expect(dead).toContainEqual(expect.objectContaining({ what: "no key or value of its page" }));
});

test("says that a page is damaged, and goes on with the others", async () => {
  const bytes = Uint8Array.from(written);
  const root = Number(new DataView(bytes.buffer).getBigUint64(4096 + 128, true));
  bytes.fill(0xff, root * 4096 + 8, root * 4096 + 16);
  const regions = await regionsOf(lmdb, bytes);
  expect(regions[0]).toMatchObject({ kind: "gap", reason: expect.stringMatching(/^malformed/) });
  expect(Object.values(textsByKey(regions)).flat()).toContain("project/train.py");
});

test("is known by its content, and needs a sane size of pages", async () => {
  expect(await matches(lmdb, written)).toBe(true);
  expect(await matches(lmdb, new Uint8Array(400))).toBe(false);
  const bytes = Uint8Array.from(written);
  bytes[41] = 3;
  await expect(regionsOf(lmdb, bytes)).rejects.toThrow("pages of 768 bytes");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(lmdb, [written]);
});
