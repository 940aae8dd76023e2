import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { pe } from "./pe.ts";
import {
  edited,
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textOf,
  textsByKey,
} from "./kit/testing.ts";
import { zipOf } from "./kit/zip-testing.ts";

const path = "C:\\Users\\ana\\net.pdb";
const record = join("RSDS", new Uint8Array(20), path, 0);
const headerSize = 64 + 24 + 240 + 80;

/** A library of 64 bits with two sections, the first of which starts with the debug directory. */
function peOf(text: string): Uint8Array {
  const debug = join(
    new Uint8Array(12),
    little(2, 4),
    little(record.length, 4),
    little(0, 4),
    little(headerSize + 28, 4),
  );
  const first = join(debug, record);
  const second = Buffer.from(text, "utf16le");
  const section = (name: string, data: Uint8Array, address: number, start: number) =>
    join(
      name.padEnd(8, "\0"),
      little(data.length, 4),
      little(address, 4),
      little(data.length, 4),
      little(start, 4),
      new Uint8Array(16),
    );
  return join(
    "MZ",
    new Uint8Array(58),
    little(64, 4),
    "PE\0\0",
    little(0x8664, 2),
    little(2, 2),
    new Uint8Array(12),
    little(240, 2),
    little(0x2022, 2),
    little(0x20b, 2),
    new Uint8Array(110 + 48),
    little(0x1000, 4),
    little(28, 4),
    new Uint8Array(72),
    section(".rdata", first, 0x1000, headerSize),
    section(".rsrc", second, 0x2000, headerSize + first.length),
    first,
    second,
  );
}
const sample = peOf("built by ana@corp.dev");

test("finds the path of the debug database, and texts in UTF-16, where they stand", async () => {
  const regions = await regionsOf(pe, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)["debug database"]).toEqual([path]);
  const wide = regions.flatMap((each) =>
    each.kind === "string" && each.key === ".rsrc" ? [textOf(each)] : [],
  );
  expect(wide).toContain("built by ana@corp.dev");
});

test("sweeps all sections, and says in which a value stands", async () => {
  const regions = await regionsOf(pe, sample);
  expect(regions.filter(({ kind }) => kind === "stretch")).toHaveLength(3);
  expect(await pe.keys?.(memoryBlob(sample), [headerSize + 60])).toEqual([".rdata"]);
});

test("reads a zip that was appended, and sweeps what else was", async () => {
  const withZip = await regionsOf(pe, join(sample, zipOf([{ name: "a", data: "x" }])));
  expect(withZip.at(-1)).toMatchObject({ kind: "child" });
  expect((await regionsOf(pe, join(sample, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("refuses sections that are not in the file", async () => {
  await expect(regionsOf(pe, sample.subarray(0, -1))).rejects.toThrow("after the file");
});

test("is known by its content", async () => {
  expect(await matches(pe, sample)).toBe(true);
  expect(await matches(pe, join("MZ", new Uint8Array(100)))).toBe(false);
});

/** Where the checksum stands, and the entry of the directory that tells of signatures. */
const sumAt = 64 + 24 + 64;
const certificatesAt = 64 + 24 + 112 + 4 * 8;

/** The words of the file as digits to base 65536, which leaves the same rest by 65535 as their sum. */
function withSum(text: string): Uint8Array {
  const bytes = Buffer.from(peOf(text));
  const padded = Buffer.concat([bytes, new Uint8Array(bytes.length % 2)]);
  const rest = Number(BigInt(`0x${Buffer.from(padded).swap16().toString("hex")}`) % 65535n);
  bytes.writeUInt32LE(rest + bytes.length, sumAt);
  return bytes;
}

test("mends the checksum, where there is one", async () => {
  const [before, after] = ["a", "x"].map((each) => each.repeat(8));
  const wide = (text = "") => Buffer.from(text, "utf16le").toString("latin1");
  expect(await edited(pe, withSum(before ?? ""), wide(before), wide(after))).toEqual(
    withSum(after ?? ""),
  );
  expect(await edited(pe, peOf(before ?? ""), wide(before), wide(after))).toEqual(
    peOf(after ?? ""),
  );
});

test("may not be changed once it is signed", async () => {
  const bytes = Buffer.from(peOf("text"));
  expect(await pe.fixed?.(memoryBlob(bytes))).toBeUndefined();
  bytes.writeUInt32LE(bytes.length - 8, certificatesAt);
  bytes.writeUInt32LE(8, certificatesAt + 4);
  expect(await pe.fixed?.(memoryBlob(bytes))).toContain("signed");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pe, [sample]);
});
