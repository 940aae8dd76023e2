import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { sqlite } from "./sqlite.ts";

/** What SQLite wrote: `corpus/sqlite/README.md`. */
const written = (name: string): Uint8Array =>
  readFileSync(new URL(`../../corpus/sqlite/clean/${name}`, import.meta.url));

test("finds texts by table, row and column where they stand", async () => {
  const bytes = written("tracker.db");
  const regions = await regionsOf(sqlite, bytes);
  expectInPlace(bytes, regions);
  const texts = textsByKey(regions);
  expect(texts["$.runs[7].hub_token"]).toEqual(["unset"]);
  expect(texts["$.runs[20].notes"]).toEqual(["run 20 ".repeat(20).slice(0, 140)]);
  expect(texts["$.sqlite_schema[1].sql"]?.[0]).toContain("-- one a row");
  expect(regions.filter(({ kind }) => kind === "gap")).toEqual([]);
});

test("calls a value by the key beside it", async () => {
  const texts = textsByKey(await regionsOf(sqlite, written("tracker.db")));
  expect(texts["$.params[4].hub_token"]).toEqual(["unset"]);
});

test("puts a text together that goes on in other pages", async () => {
  const regions = await regionsOf(sqlite, written("tracker.db"));
  const long = regions.find((each) => each.kind === "string" && each.key === "$.runs[9].notes");
  expect(long?.kind === "string" && long.spans.length).toBeGreaterThan(3);
  expect(regions.some(({ kind }) => kind === "child")).toBe(true);
});

test("reads UTF-16, and tables without row ids", async () => {
  const bytes = written("wide.db");
  const regions = await regionsOf(sqlite, bytes);
  expectInPlace(bytes, regions);
  expect(Object.values(textsByKey(regions)).flat()).toContain("project/train.py");
});

test("sweeps free pages, and what is left of deleted records", async () => {
  const bytes = written("deleted.db");
  const dead = (await regionsOf(sqlite, bytes)).flatMap((each) =>
    each.kind === "dead"
      ? [each.what, Buffer.from(bytes.subarray(each.span.start, each.span.end))]
      : [],
  );
  expect(dead).toContain("page that no table uses");
  expect(Buffer.concat(dead.filter((each) => typeof each !== "string")).toString()).toContain(
    "project/train.py",
  );
});

test("leaves no page out", async () => {
  const bytes = written("tracker.db");
  const hidden = join(bytes, new Uint8Array(1000), "hidden");
  expect((await regionsOf(sqlite, hidden)).at(-1)).toMatchObject({
    kind: "dead",
    span: { start: bytes.length, end: hidden.length },
  });
});

test("says that a page is damaged, and goes on with the others", async () => {
  const bytes = Uint8Array.from(written("deleted.db"));
  bytes[4096] = 77;
  const regions = await regionsOf(sqlite, bytes);
  expect(regions).toContainEqual({
    kind: "gap",
    reason: expect.stringContaining("page 2 is none of a tree"),
    span: { start: 4096, end: 8192 },
  });
  expect(textsByKey(regions)["$.sqlite_schema[1].name"]).toEqual(["kept"]);
});

test("takes a chain of pages that returns to itself only once", async () => {
  const bytes = Uint8Array.from(written("tracker.db"));
  const view = new DataView(bytes.buffer);
  for (let page = 2; page * 1024 <= bytes.length; page++)
    if (view.getUint32((page - 1) * 1024) < 60) view.setUint32((page - 1) * 1024, page);
  expect((await regionsOf(sqlite, bytes)).filter(({ kind }) => kind === "gap")).not.toEqual([]);
});

test("is known by its content, and needs a sane size of pages", async () => {
  expect(await matches(sqlite, written("wide.db"))).toBe(true);
  expect(await matches(sqlite, join("SQLite format 2"))).toBe(false);
  const bytes = Uint8Array.from(written("wide.db"));
  bytes[16] = 3;
  await expect(regionsOf(sqlite, bytes)).rejects.toThrow("pages of 768 bytes");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(sqlite, ["tracker.db", "deleted.db", "wide.db"].map(written));
});
