import { zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import { crc32c } from "./kit/crc32c.ts";
import { edited, expectOnlyMalformed, join, little, matches, regionsOf } from "./kit/testing.ts";
import { ocdbt } from "./ocdbt.ts";

const manifest = [0x0c, 0xdb, 0x3a, 0x2a];
const node = [0x0c, 0xdb, 0x20, 0xde];

function part(mark: readonly number[], content: string, packed = true): Uint8Array {
  const body = packed ? zstdCompressSync(content) : Buffer.from(content);
  const rest = join(little(body.length + 18, 8), 0, packed ? 1 : 0, body);
  const all = join(mark, rest);
  return join(all, little(crc32c(all), 4));
}

async function contents(regions: readonly Region[]): Promise<string[]> {
  const texts: string[] = [];
  for (const region of regions) {
    if (region.kind === "child")
      texts.push(
        Buffer.from(await region.blob.read({ start: 0, end: region.blob.size })).toString(),
      );
    if (region.kind !== "packed") continue;
    texts.push(Buffer.concat(await Array.fromAsync(region.unpack())).toString());
  }
  return texts;
}

const data = join("value one", part(node, "params.kernel"), "value two", part(node, "b", false));

test("unpacks manifests and nodes, and sweeps the values between them", async () => {
  const regions = await regionsOf(ocdbt, data);
  expect(regions.map(({ kind }) => kind)).toEqual(["stretch", "packed", "stretch", "child"]);
  expect(await contents(regions)).toEqual(["params.kernel", "b"]);
  expect(await contents(await regionsOf(ocdbt, part(manifest, "d/0123")))).toEqual(["d/0123"]);
});

test("mends the checksum of a node that was changed", async () => {
  const file = (text: string): Uint8Array =>
    join("value", part(node, text, false), "value", part(node, "other", false));
  expect(await edited(ocdbt, file("/home/ana"), "/home/ana", ".////////")).toEqual(
    file(".////////"),
  );
  // A packed node is written anew, if at all; its bytes are not looked for.
  expect(await edited(ocdbt, data, "one", "xxx")).toEqual(
    join("value xxx", data.subarray("value one".length)),
  );
});

test("does not take a mark with another checksum for a node, and sweeps it", async () => {
  const bytes = part(node, "params.kernel", false);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  const regions = await regionsOf(ocdbt, join(bytes, "trailer"));
  expect(regions).toEqual([
    { kind: "stretch", as: "binary", span: { start: 0, end: bytes.length + 7 } },
  ]);
});

test("finds a node over the edge of a block", async () => {
  const bytes = join(new Uint8Array((1 << 20) - 5), part(node, "late"));
  expect(await contents(await regionsOf(ocdbt, bytes))).toEqual(["late"]);
});

test("takes time in proportion to the file, however many marks lie", async () => {
  const mark = join(node, little(600_000, 8), 0, 0);
  const bytes = Buffer.alloc(1 << 20, mark);
  const start = performance.now();
  await regionsOf(ocdbt, bytes);
  expect(performance.now() - start).toBeLessThan(3000);
});

test("is known by its mark, or by its name and a node", async () => {
  expect(await matches(ocdbt, part(manifest, "x"))).toBe(true);
  expect(await matches(ocdbt, data)).toBe(false);
  expect(await matches(ocdbt, data, "ckpt/d/6ce579040685a0fbede04cb5cc5aad28")).toBe(true);
  expect(await matches(ocdbt, join("value"), "d/6ce579040685a0fbede04cb5cc5aad28")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ocdbt, [data, part(manifest, "x")]);
});
