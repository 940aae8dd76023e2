import { brotliCompressSync, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import type { Region } from "../core/region.ts";
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
import { readZip, zipRegions } from "./kit/zip.ts";
import { type TestMember, zipOf } from "./kit/zip-testing.ts";
import { zip } from "./zip.ts";

const of = <Kind extends Region["kind"]>(
  regions: readonly Region[],
  kind: Kind,
): Extract<Region, { kind: Kind }>[] =>
  regions.filter((each): each is Extract<Region, { kind: Kind }> => each.kind === kind);

const childNames = (regions: readonly Region[]): string[] =>
  of(regions, "child").map(({ blob }) =>
    blob.origin.kind === "member" ? blob.origin.name : "no member",
  );

const field = (id: number, bytes: Uint8Array): Uint8Array =>
  join(little(id, 2), little(bytes.length, 2), bytes);

const sample = zipOf(
  [
    { name: "a/plain.txt", data: "stored text", comment: "by ana" },
    { name: "b.txt", data: "deflated ".repeat(99), method: 8, flags: 8 },
    { name: "a/" },
  ],
  { comment: "made on gpu7" },
);

test("finds names, comments and members where they stand", async () => {
  const { regions, texts } = await unpackAll(zip, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({
    "(comment)": ["made on gpu7"],
    "a/plain.txt": ["a/plain.txt"],
    "a/plain.txt (comment)": ["by ana"],
    "b.txt": ["b.txt"],
    "a/": ["a/"],
  });
  expect(childNames(regions)).toEqual(["a/plain.txt"]);
  expect(texts["b.txt"]).toBe("deflated ".repeat(99));
  expect(of(regions, "dead")).toEqual([]);
  expect(of(regions, "gap")).toEqual([]);
});

test.each([false, true])("reads a zip behind a prefix, offsets shifted: %s", async (shifted) => {
  const bytes = zipOf([{ name: "x", data: "1" }], { prefix: "#!/bin/sh\n", shifted, zip64: true });
  const regions = await regionsOf(zip, bytes);
  expect(childNames(regions)).toEqual(["x"]);
  expect(of(regions, "dead")).toEqual([
    { kind: "dead", what: "before the first member", span: { start: 0, end: 10 } },
  ]);
  expect(await matches(zip, bytes)).toBe(true);
});

test("reads zip64 sizes and offsets", async () => {
  const bytes = zipOf([{ name: "x", data: "abc", method: 8, zip64: true }], { zip64: true });
  const { regions, texts } = await unpackAll(zip, bytes);
  expect(texts).toEqual({ x: "abc" });
  expect(of(regions, "dead")).toEqual([]);
});

test("finds members that the directory does not list", async () => {
  const bytes = zipOf(
    [
      { name: "seen", data: "1" },
      { name: "hidden.txt", data: "2", unlisted: true },
      { name: "open", data: "3".repeat(50), method: 8, flags: 8, unlisted: true },
    ],
    { gap: "left over" },
  );
  const { regions, texts } = await unpackAll(zip, bytes);
  expect(childNames(regions)).toEqual(["seen", "hidden.txt"]);
  expect(texts).toEqual({ open: "3".repeat(50) });
  expect(of(regions, "dead").map(({ what, span }) => [what, span.end - span.start])).toEqual([
    ["between members", 9],
  ]);
});

test("reads members of an archive without its end", async () => {
  const cut = sample.subarray(0, Buffer.from(sample).indexOf("PK\x01\x02"));
  const { regions, texts } = await unpackAll(zip, cut);
  expect(childNames(regions)).toEqual(["a/plain.txt"]);
  expect(Object.keys(texts)).toEqual(["b.txt"]);
  expect(of(regions, "gap")[0]?.reason).toBe("malformed: no central directory");
});

test("sweeps what follows the archive and lies in unknown extra fields", async () => {
  const bytes = join(
    zipOf([
      {
        name: "x",
        extra: join(field(0x4242, join("secret")), field(0x5455, new Uint8Array(5))),
        localExtra: field(0x4246, join("ZZZZ")),
      },
    ]),
    "after",
  );
  const dead = of(await regionsOf(zip, bytes), "dead");
  expect(dead.map(({ what }) => what)).toEqual(["after the archive", "extra field 0x4242"]);
  expect(
    dead.map(({ span }) => Buffer.from(bytes.subarray(span.start, span.end)).toString()),
  ).toEqual(["after", "secret"]);
});

test("sees padding that holds more than padding", async () => {
  const bytes = zipOf([{ name: "x", localExtra: field(0x4246, join("ZZ hf ZZ")) }]);
  expect(of(await regionsOf(zip, bytes), "dead").map(({ what }) => what)).toEqual([
    "extra field 0x4246",
  ]);
});

test("tells owners and Unicode names of extra fields", async () => {
  const owner = field(0x7875, join(1, 4, little(1000, 4), 4, little(50, 4)));
  const bytes = zipOf([
    { name: "x", extra: join(owner, field(0x7075, join(1, little(0, 4), "é"))), localExtra: owner },
  ]);
  const regions = await regionsOf(zip, bytes);
  expectInPlace(bytes, regions);
  expect(textsByKey(regions)).toEqual({ x: ["x", "é"], "x (uid)": ["1000"], "x (gid)": ["50"] });
});

test("tells both names of a member that has two, and that they differ", async () => {
  const bytes = zipOf([{ name: "data.pkl", localName: "evil.pkl", data: "1" }]);
  expect(textsByKey(await regionsOf(zip, bytes))).toEqual({ "data.pkl": ["data.pkl", "evil.pkl"] });
  const { mismatches } = await readZip(memoryBlob(bytes));
  expect(mismatches.map(({ what }) => what)).toEqual(["name differs in the local header"]);
});

test.each<[string, Partial<TestMember>, string]>([
  ["encrypted", { flags: 1 }, "encrypted: member needs a password"],
  ["AES", { method: 99, flags: 1 }, "encrypted: member uses AES"],
  [
    "deflate64",
    { method: 9, packed: brotliCompressSync("x") },
    "unsupported: compression method 9",
  ],
])("says what it cannot read: %s", async (_what, member, reason) => {
  const regions = await regionsOf(zip, zipOf([{ name: "m", data: "secret", ...member }]));
  expect(of(regions, "gap").map((gap) => [gap.name, gap.reason])).toEqual([["m", reason]]);
});

test("gives members that share bytes once", async () => {
  const once = zipOf([{ name: "m", data: "0".repeat(1000), method: 8 }]);
  const start = Buffer.from(once).indexOf("PK\x01\x02");
  const entry = once.subarray(start, once.length - 22);
  const twice = join(once.subarray(0, start), entry, entry, once.subarray(-22));
  twice.set(little(entry.length * 2, 4), twice.length - 10);
  twice.set(little(2, 2), twice.length - 12);
  const regions = await regionsOf(zip, twice);
  expect(of(regions, "packed")).toHaveLength(1);
  expect(of(regions, "gap")[0]?.reason).toBe("malformed: overlaps the member before it");
});

test("says that an entry points outside the archive", async () => {
  const bytes = zipOf([{ name: "m", data: "1" }]);
  bytes.set(little(9999, 4), Buffer.from(bytes).indexOf("PK\x01\x02") + 42);
  const gaps = of(await regionsOf(zip, bytes), "gap");
  expect(gaps[0]?.reason).toBe("malformed: no local header at byte 9999");
});

test("notices a wrong checksum, and sweeps what follows the compressed data", async () => {
  const packed = join(deflateRawSync("abc"), "behind");
  const good = zipOf([{ name: "m", data: "abc", method: 8, packed }]);
  const { regions } = await unpackAll(zip, good);
  expect(of(regions, "dead").map(({ what }) => what)).toEqual(["after the compressed data"]);
  const wrong = zipOf([{ name: "m", data: "abd", method: 8, packed }]);
  await expect(unpackAll(zip, wrong)).rejects.toThrow("zip: checksum of 'm' is wrong at byte 31");
});

test("skips weights that are stored", async () => {
  const blob = memoryBlob(
    zipOf([
      { name: "data/0", data: "1234" },
      { name: "data.pkl", data: "." },
    ]),
  );
  const isTensor = ({ name }: { name: string }): boolean => name.startsWith("data/");
  const regions = await Array.fromAsync(zipRegions(blob, await readZip(blob), isTensor));
  expect(of(regions, "tensor").map(({ name }) => name)).toEqual(["data/0"]);
  expect(childNames(regions)).toEqual(["data.pkl"]);
});

test("unpacks nothing before it is asked to, and stops when the reader does", async () => {
  let bomb = zipOf([{ name: "0", data: new Uint8Array(1 << 22), method: 8 }]);
  for (let depth = 1; depth < 4; depth++)
    bomb = zipOf([{ name: `${depth}`, data: bomb, method: 8 }]);
  const regions = await regionsOf(zip, bomb);
  expect(bomb.length).toBeLessThan(2000);
  expect(of(regions, "packed").map(({ name }) => name)).toEqual(["3"]);
  const [zeros] = of(
    await regionsOf(zip, zipOf([{ name: "0", data: new Uint8Array(1 << 22), method: 8 }])),
    "packed",
  );
  for await (const chunk of zeros?.unpack() ?? []) {
    expect(chunk.length).toBeLessThanOrEqual(1 << 20);
    break;
  }
});

test("reads little of an archive of many weights", async () => {
  const members = Array.from({ length: 1000 }, (_, at) => ({
    name: `data/${at}`,
    data: new Uint8Array(4096),
  }));
  const inner = memoryBlob(zipOf(members));
  let read = 0;
  const blob = {
    ...inner,
    read: (at: { start: number; end: number }) => ((read += at.end - at.start), inner.read(at)),
  };
  expect((await readZip(blob)).members).toHaveLength(1000);
  expect(read).toBeLessThan(1_000_000);
});

test("is known by its head or its end", async () => {
  expect(await matches(zip, sample)).toBe(true);
  expect(await matches(zip, zipOf([]))).toBe(true);
  expect(await matches(zip, join("text", sample))).toBe(true);
  expect(await matches(zip, join("text", zipOf([])))).toBe(false);
  expect(await matches(zip, join("PK is not enough"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  const members = [
    { name: "a", data: "text", method: 8, flags: 8, zip64: true },
    { name: "b", data: "x", extra: field(0x7875, join(1, 4, little(1, 4), 4, little(1, 4))) },
    { name: "c", data: "y", unlisted: true },
  ];
  await expectOnlyMalformed(zip, [
    sample,
    zipOf(members, { zip64: true, prefix: "abc", shifted: true }),
  ]);
});
