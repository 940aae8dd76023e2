import { expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import type { Finding } from "../../core/finding.ts";
import { identify } from "../../scan/identify.ts";
import { echoes } from "./echoes.ts";

const secret = "a-value-that-leaks";

/** Where the value stands in bytes, and how it is spelled there: each once, as regions may overlap. */
async function placesIn(bytes: Uint8Array, value = secret): Promise<readonly string[]> {
  const blob = memoryBlob(bytes, { kind: "file", path: "file" });
  const order = { kind: "fill", finding: {} as Finding, value } as const;
  const found = await Array.fromAsync(echoes(await identify(blob), blob, [order]));
  return [...new Set(found.map(({ at, coding }) => `${at.start}-${at.end} ${coding}`))];
}

test("finds a value as it stands, and in UTF-16 of both orders", async () => {
  const wide = Buffer.from(secret, "utf16le");
  const text = Buffer.concat([
    Buffer.from(`x${secret}y`),
    wide,
    Buffer.from("--"),
    Buffer.from(wide).swap16(),
  ]);
  expect(await placesIn(text)).toEqual(["1-19 plain", "20-56 utf-16le", "58-94 utf-16be"]);
});

test("finds it where two blocks meet, once", async () => {
  const block = 1024 * 1024;
  for (const start of [block - 17, block - 1, block]) {
    const bytes = Buffer.alloc(2 * block, 0x2e);
    bytes.write(secret, start);
    expect(await placesIn(bytes)).toEqual([`${start}-${start + secret.length} plain`]);
  }
});

test("a short value, and one that is cut, is none", async () => {
  expect(await placesIn(Buffer.from("short short"), "short")).toEqual([]);
  expect(await placesIn(Buffer.from(secret.slice(0, -1)))).toEqual([]);
});
