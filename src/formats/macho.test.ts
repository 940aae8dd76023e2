import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { macho } from "./macho.ts";

const u32 = (...numbers: readonly number[]): Uint8Array =>
  join(...numbers.map((each) => little(each, 4)));
const big = (number: number): Uint8Array => little(number, 4).toReversed();

const rpath = join(u32(0x8000_001c, 32, 12), "/Users/ana/lib\0".padEnd(20, "\0"));
const data = "\0token of ana\0";
const names = "\0/Users/ana/x.o\0";
const dataAt = 32 + 32 + 152 + 24;
const segment = join(
  u32(0x19, 152),
  "__TEXT".padEnd(16, "\0"),
  little(0, 8),
  little(99, 8),
  little(0, 8),
  little(dataAt + data.length, 8),
  u32(5, 5, 1, 0),
  "__cstring".padEnd(16, "\0"),
  "__TEXT".padEnd(16, "\0"),
  little(0, 8),
  little(data.length, 8),
  u32(dataAt),
  new Uint8Array(28),
);
const symbols = u32(2, 24, dataAt + data.length, 0, dataAt + data.length, names.length);
const sample = join(
  "\xcf\xfa\xed\xfe".split("").map((each) => each.codePointAt(0) ?? 0),
  u32(0x0100_000c, 0, 6, 3, 32 + 152 + 24, 0, 0),
  rpath,
  segment,
  symbols,
  data,
  names,
);

/** One for two processors, of which both are the same. */
const fat = join(
  [0xca, 0xfe, 0xba, 0xbe],
  big(2),
  ...[1, 2].map((each) =>
    join(big(each), big(0), big(48 + (each - 1) * sample.length), big(sample.length), big(0)),
  ),
  sample,
  sample,
);

test("finds paths in commands where they stand", async () => {
  const regions = await regionsOf(macho, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({ RPATH: ["/Users/ana/lib"] });
});

test("sweeps sections and names of symbols, and says in which a value stands", async () => {
  const regions = await regionsOf(macho, sample);
  const swept = regions.filter((each) => each.kind === "stretch").map((each) => each.span);
  expect(swept.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(sample.length);
  const offsets = ["token of", "/Users/ana/x.o"].map((each) => Buffer.from(sample).indexOf(each));
  expect(await macho.keys?.(memoryBlob(sample), offsets)).toEqual([
    "__TEXT,__cstring",
    "names of symbols",
  ]);
});

test("reads the file of each processor", async () => {
  const regions = await regionsOf(macho, fat);
  expect(regions.filter(({ kind }) => kind === "child")).toHaveLength(2);
});

test("sweeps what follows", async () => {
  expect((await regionsOf(macho, join(sample, "more"))).at(-1)).toMatchObject({ kind: "dead" });
  expect((await regionsOf(macho, join(fat, "more"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("is known by its content, and leaves Java's classes", async () => {
  expect(await matches(macho, sample)).toBe(true);
  expect(await matches(macho, fat)).toBe(true);
  expect(await matches(macho, join([0xca, 0xfe, 0xba, 0xbe], big(61), new Uint8Array(40)))).toBe(
    false,
  );
});

test("may not be changed once it is signed", async () => {
  expect(await macho.fixed?.(memoryBlob(sample))).toBeUndefined();
  const signed = Buffer.from(sample);
  signed.writeUInt32LE(0x1d, signed.indexOf(symbols));
  expect(await macho.fixed?.(memoryBlob(signed))).toContain("signed");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(macho, [sample, fat]);
});
