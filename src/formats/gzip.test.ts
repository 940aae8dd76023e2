import { crc32, deflateRawSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { gzip } from "./gzip.ts";
import { unpackAll } from "./kit/packed-testing.ts";
import {
  edited,
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

/** A member with a name and whatever else `flags` announce. */
const member = (flags: number, header: string | Uint8Array, data: string): Uint8Array =>
  join(
    [0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3],
    header,
    deflateRawSync(data),
    little(crc32(data), 4),
    little(data.length, 4),
  );

const sample = join(
  member(0x1c, join(little(6, 2), "AB", little(2, 2), "xy", "run.log\0", "by ana\0"), "first "),
  member(0x0a, "other.log\0\x12\x34", "second"),
);

test("finds names and comments where they stand, and joins the members", async () => {
  const { regions, texts } = await unpackAll(gzip, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({
    "(name)": ["run.log", "other.log"],
    "(comment)": ["by ana"],
  });
  expect(texts).toEqual({ "run.log": "first second" });
  expect(regions.find(({ kind }) => kind === "stretch")).toEqual({
    kind: "stretch",
    as: "binary",
    span: { start: 12, end: 18 },
  });
});

test("takes the name of the blob where the header has none", async () => {
  const bytes = gzipSync("text");
  expect((await unpackAll(gzip, bytes, "out/a.txt.gz")).texts).toEqual({ "a.txt": "text" });
  expect((await unpackAll(gzip, bytes, "model.tgz")).texts).toEqual({ "model.tar": "text" });
  expect((await unpackAll(gzip, bytes, "model.pkl")).texts).toEqual({ "model.pkl": "text" });
});

test("mends the checksum of the header, if it has one", async () => {
  const named = (name: string): Uint8Array => {
    const head = join([0x1f, 0x8b, 8, 0x0a, 0, 0, 0, 0, 0, 3], name, 0);
    return join(head, little(crc32(head) % 0x1_0000, 2), deflateRawSync("text"));
  };
  expect(await edited(gzip, named("ana.log"), "ana", "xxx")).toEqual(named("xxx.log"));
  const plain = member(8, "ana.log\0", "text");
  expect(await edited(gzip, plain, "ana", "xxx")).toEqual(member(8, "xxx.log\0", "text"));
});

test("sweeps what follows the last member", async () => {
  const { regions } = await unpackAll(gzip, join(gzipSync("text"), "hidden"));
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the compressed data",
    span: { start: 24, end: 30 },
  });
});

test("does not repeat the size of each block that bgzip writes", async () => {
  const block = member(4, join(little(6, 2), "BC", little(2, 2), little(40, 2)), "text");
  const { regions, texts } = await unpackAll(gzip, join(block, block, block));
  expect(texts).toEqual({ x: "texttexttext" });
  expect(regions).toHaveLength(1);
});

test("passes on what came before the damage, and names the place", async () => {
  const whole = gzipSync(Buffer.from("a".repeat(1 << 20)));
  const [region] = await regionsOf(gzip, whole.subarray(0, 600));
  let size = 0;
  const reading = async (): Promise<void> => {
    if (region?.kind === "packed") for await (const chunk of region.unpack()) size += chunk.length;
  };
  await expect(reading()).rejects.toThrow("raw: unexpected end of file at byte 600");
  expect(size).toBeGreaterThan(100_000);
});

test("notices a wrong checksum, and a trailer that is cut", async () => {
  const bytes = gzipSync("text");
  await expect(unpackAll(gzip, bytes.subarray(0, -1))).rejects.toThrow(
    "gzip: stream ends too soon",
  );
  bytes.set([0], bytes.length - 8);
  await expect(unpackAll(gzip, bytes)).rejects.toThrow("gzip: checksum is wrong at byte 24");
});

test("reads no more than the reader takes", async () => {
  const noise = Uint32Array.from({ length: 1 << 18 }, (_, at) => Math.imul(at, at * 2_654_435_761));
  const inner = memoryBlob(gzipSync(noise));
  let read = 0;
  const blob: typeof inner = {
    ...inner,
    read: (at) => ((read += at.end - at.start), inner.read(at)),
  };
  for await (const region of gzip.regions(blob)) {
    if (region.kind !== "packed") continue;
    for await (const chunk of region.unpack()) {
      expect(chunk.length).toBeLessThanOrEqual(1 << 20);
      break;
    }
  }
  expect(read).toBeLessThan(inner.size / 2);
});

test("is known by its content", async () => {
  expect(await matches(gzip, sample)).toBe(true);
  expect(await matches(gzip, join([0x1f, 0x8b, 8, 0x80], new Uint8Array(20)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gzip, [sample, gzipSync("a".repeat(500))]);
});
