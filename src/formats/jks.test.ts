import { expect, test } from "vitest";
import { jks } from "./jks.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const digest = new Uint8Array(20);
const number = (value: number): number[] => [0, 0, value >> 8, value & 0xff];
const text = (value: string): Uint8Array => join([0, value.length], value);
const certificate = join(text("X.509"), number(4), "cert");
const sample = join(
  [0xfe, 0xed, 0xfe, 0xed],
  number(2),
  number(2),
  join(
    number(1),
    text("prod-signing"),
    new Uint8Array(8),
    number(3),
    "key",
    number(1),
    certificate,
  ),
  join(number(2), text("gpu07"), new Uint8Array(8), certificate),
  digest,
);

test("finds names of keys where they stand, and certificates as blobs of their own", async () => {
  const regions = await regionsOf(jks, sample);
  expect(textsByKey(regions)).toMatchObject({
    "entries[0].alias": ["prod-signing"],
    "entries[1].alias": ["gpu07"],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([
    { kind: "gap", reason: "encrypted: key" },
    { kind: "child", blob: { size: 4, origin: { name: "certificate-0.0" } } },
    { kind: "child", blob: { size: 4, origin: { name: "certificate-1" } } },
  ]);
});

test("sweeps what no entry holds, and says where one is cut", async () => {
  const more = join(sample.subarray(0, -20), "hidden", digest);
  expect((await regionsOf(jks, more)).at(-1)).toMatchObject({ kind: "dead" });
  await expect(regionsOf(jks, sample.subarray(0, 60))).rejects.toThrow("jks: ");
});

test("is known by its signature and version", async () => {
  expect(await matches(jks, sample)).toBe(true);
  expect(await matches(jks, join([0xfe, 0xed, 0xfe, 0xed], number(9), number(1)))).toBe(false);
  // Mach-O of a 32-bit machine starts nearly the same.
  expect(await matches(jks, join([0xfe, 0xed, 0xfa, 0xce], number(1), number(1)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(jks, [sample]);
});
