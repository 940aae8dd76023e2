import { expect, test } from "vitest";
import { dsStore } from "./ds-store.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const record = (name: string): Uint8Array =>
  join(
    little(name.length, 4).toReversed(),
    Buffer.from(name, "utf16le").swap16(),
    "Ilocblob",
    new Uint8Array(8),
  );
const sample = join(
  [0, 0, 0, 1],
  "Bud1",
  new Uint8Array(40),
  record("salaries_ana.csv"),
  new Uint8Array(7),
  record("deleted é"),
);

test("finds names where they stand, in blocks that were given up, too", async () => {
  const regions = (await regionsOf(dsStore, sample)).filter(
    (each) => each.kind === "string" && each.role === "name",
  );
  expectInPlace(sample, regions);
  expect(Object.keys(textsByKey(regions))).toEqual(["salaries_ana.csv", "deleted é"]);
});

test("sweeps all", async () => {
  expect((await regionsOf(dsStore, sample))[0]).toMatchObject({
    kind: "stretch",
    span: { start: 0, end: sample.length },
  });
});

test("is known by its content", async () => {
  expect(await matches(dsStore, sample)).toBe(true);
  expect(await matches(dsStore, join("Bud1", new Uint8Array(40)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(dsStore, [sample]);
});
