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
import { leveldbLog } from "./leveldb-log.ts";

/** What LevelDB wrote: `corpus/leveldb/README.md`. */
const written: Uint8Array = readFileSync(
  new URL("../../corpus/leveldb/clean/000003.log", import.meta.url),
);

test("finds keys and values where they stand, put together where blocks cut them", async () => {
  const regions = await regionsOf(leveldbLog, written);
  expectInPlace(written, regions);
  const texts = textsByKey(regions);
  expect(texts['$[0]["run/hub_token"]']).toEqual(["run/hub_token", "unset"]);
  expect(texts["$[2].long"]?.[1]).toMatch(/^log .* needs torch$/);
  expect(texts["$[3].deleted"]).toEqual(["deleted"]);
  const long = regions.find((each) => each.kind === "string" && each.spans.length > 1);
  expect(long).toMatchObject({ key: "$[2].long" });
});

test("sweeps from a damaged part to the end of its block", async () => {
  const bytes = Uint8Array.from(written);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  expect((await regionsOf(leveldbLog, bytes)).slice(0, 2)).toMatchObject([
    { kind: "gap", reason: expect.stringContaining("another checksum") },
    { kind: "stretch", span: { start: 0, end: 32768 } },
  ]);
});

test("is known by the checksum of its first part", async () => {
  expect(await matches(leveldbLog, written)).toBe(true);
  const bytes = join(written);
  bytes[9] = 0xff;
  expect(await matches(leveldbLog, bytes)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(leveldbLog, [written]);
});
