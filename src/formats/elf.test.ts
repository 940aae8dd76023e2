import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { elf } from "./elf.ts";
import { elfOf } from "./kit/elf-testing.ts";
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
import { zipOf } from "./kit/zip-testing.ts";

const sections = [
  { name: ".rodata", data: "\0\0/home/ana/secret.cu\0" },
  { name: ".debug_line_str", data: "/home/ana/build\0" },
];
const sample = elfOf(sections);

const dynamic = join(...[5, 0, 29, 1, 15, 5, 0, 0].map((each) => little(each, 8)));
const loaded = elfOf(
  [{ name: ".x", data: "" }],
  [
    { type: 1, data: "\0/a\0\0/home/ana/lib\0" },
    { type: 2, data: dynamic },
  ],
);

test("sweeps sections, and says in which a value stands", async () => {
  const regions = await regionsOf(elf, sample);
  const swept = regions.filter((each) => each.kind === "stretch").map((each) => each.span);
  expect(swept.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(sample.length);
  const offsets = ["/home/ana/secret", "/home/ana/build"].map((each) =>
    Buffer.from(sample).indexOf(each),
  );
  expect(await elf.keys?.(memoryBlob(sample), offsets)).toEqual([".rodata", ".debug_line_str"]);
});

test("finds where libraries are searched for", async () => {
  const regions = await regionsOf(elf, loaded);
  expectInPlace(loaded, regions);
  expect(textsByKey(regions)).toEqual({ RPATH: ["/home/ana/lib"], RUNPATH: ["/a"] });
});

test("unpacks compressed sections", async () => {
  const packed = deflateSync(Buffer.from("/home/ana/gz"));
  const bytes = elfOf([
    {
      name: ".debug_str",
      flags: 0x800,
      data: join(little(1, 8), little(12, 8), little(1, 8), packed),
    },
    { name: ".zdebug_str", data: join("ZLIB", new Uint8Array(8), packed) },
  ]);
  const { texts } = await unpackAll(elf, bytes);
  expect(texts).toEqual({ ".debug_str": "/home/ana/gz", ".zdebug_str": "/home/ana/gz" });
});

test("says that compressed GPU code was not read", async () => {
  const code = join(little(0xba55_ed50, 4), new Uint8Array(12 + 40), little(0x2000, 8));
  const regions = await regionsOf(elf, elfOf([{ name: ".nv_fatbin", data: code }]));
  expect(regions.find(({ kind }) => kind === "gap")).toMatchObject({ name: ".nv_fatbin" });
});

test("reads a zip that was appended, and sweeps what else was", async () => {
  const withZip = await regionsOf(elf, join(sample, zipOf([{ name: "a", data: "x" }])));
  expect(withZip.at(-1)).toMatchObject({ kind: "child" });
  const withText = await regionsOf(elf, join(sample, "key"));
  expect(withText.at(-1)).toMatchObject({ kind: "dead", what: "after the last section" });
});

test("sweeps segments where there are no sections", async () => {
  const bytes = Buffer.from(elfOf([], [{ type: 1, data: "/home/ana" }]));
  bytes.writeUInt16LE(2, 16);
  bytes.writeBigUInt64LE(0n, 40);
  bytes.writeUInt16LE(0, 60);
  expect(await elf.keys?.(memoryBlob(bytes), [bytes.indexOf("/home")])).toEqual(["segment 0"]);
});

test("refuses tables that are not in the file", async () => {
  await expect(regionsOf(elf, sample.subarray(0, sample.length - 1))).rejects.toThrow(
    "bytes wanted",
  );
});

test("is known by its content, and leaves core dumps", async () => {
  expect(await matches(elf, sample)).toBe(true);
  expect(await matches(elf, elfOf([], [{ type: 1, data: "" }]))).toBe(false);
  expect(await matches(elf, join("\x7fELF", 3, 1, new Uint8Array(60)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(elf, [sample, loaded]);
});
