import { crc32, deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  join,
  expectInPlace,
  expectOnlyMalformed,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { png } from "./png.ts";

function chunk(type: string, ...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const data = join(...parts);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(join(type, data)));
  return join(length, type, data, sum);
}

const signature = Buffer.from("89504e470d0a1a0a", "hex");
const sample = join(
  signature,
  chunk("IHDR", new Uint8Array(13)),
  chunk("tEXt", "Software\0matplotlib on gpu07"),
  chunk("iTXt", "Author\0\0\0en\0Autor\0Ana"),
  chunk("zTXt", "Comment\0\0", deflateSync(Buffer.from("from /home/ana"))),
  chunk("IDAT", new Uint8Array(20)),
  chunk("IEND"),
);

test("finds texts where they stand, and skips the pixels", async () => {
  const regions = await regionsOf(png, sample);
  expect(textsByKey(regions)).toEqual({
    Software: ["Software", "matplotlib on gpu07"],
    Author: ["Author", "Ana"],
    Comment: ["Comment"],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind === "tensor")).toHaveLength(1);
});

test("unpacks deflated texts", async () => {
  const packed = (await regionsOf(png, sample)).find((each) => each.kind === "packed");
  const text = Buffer.concat(await Array.fromAsync(packed?.unpack() ?? [])).toString();
  expect([packed?.name, text]).toEqual(["Comment", "from /home/ana"]);
});

test("sweeps what follows the end", async () => {
  const regions = await regionsOf(png, join(sample, "a zip, say"));
  expect(regions.at(-1)).toEqual({
    kind: "dead",
    what: "after the end of the picture",
    span: { start: sample.length, end: sample.length + 10 },
  });
});

test("is known by its content", async () => {
  expect(await matches(png, sample)).toBe(true);
  expect(await matches(png, join("PNG"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(png, [sample]);
});
