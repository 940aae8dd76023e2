import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import type { Noticed } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { matcher } from "../engine/matcher.ts";
import { huggingface } from "../rules/secrets/huggingface.ts";
import { Decoding } from "./decoding.ts";
import { LineIndex } from "./lines.ts";
import { stretchSightings } from "./stretch.ts";
import { fakeToken } from "./testing.ts";

const blockSize = 1024 * 1024;
const engine = matcher(huggingface);
const token = fakeToken();
const reader = {
  matcher: engine,
  breathe: async () => undefined,
  notes: () => true,
  decoding: new Decoding({ matcher: engine, size: 0, gap: () => undefined }),
  decoded: () => undefined,
};

test.each([0, 1, 20, 36, 37, 38, 5000])(
  "finds what ends %i bytes after a block begins",
  async (over) => {
    const bytes = Buffer.alloc(blockSize * 2 + 100, " ");
    const at = blockSize + over - token.length;
    bytes.write(token, at);
    const part = { as: "text", span: span(0, bytes.length) } as const;
    const all = await Array.fromAsync(stretchSightings(memoryBlob(bytes), part, reader));
    expect(all.map((each) => each.span)).toEqual([{ start: at, end: at + token.length }]);
  },
);

test("passes over blocks of zero bytes alone, and sees what lies at their edges", async () => {
  const bytes = Buffer.alloc(blockSize * 6);
  const places = [blockSize - token.length, 4 * blockSize, 5 * blockSize - 3];
  for (const at of places) bytes.write(token, at);
  const searched: number[] = [];
  const find: typeof engine.find = (block, manner) => {
    searched.push(block.length);
    return engine.find(block, manner);
  };
  const lines = new LineIndex();
  const counting = { ...reader, matcher: { ...engine, find }, lines };
  const part = { as: "binary", span: span(0, bytes.length) } as const;
  const all = await Array.fromAsync(stretchSightings(memoryBlob(bytes), part, counting));
  expect(all.map((each) => each.span?.start)).toEqual(places);
  // Only the third one holds nothing, and sees nothing beside it.
  expect(searched).toHaveLength(5);
  expect(lines.feeds).toBe(0);
});

test("looks only at its own part of the blob", async () => {
  const bytes = Buffer.from(`${token} ${token} ${token}`);
  const part = { as: "text", span: span(38, 75) } as const;
  const all = await Array.fromAsync(stretchSightings(memoryBlob(bytes), part, reader));
  expect(all.map((each) => each.span?.start)).toEqual([38]);
});

test("says where escapes and UTF-16 may be, and only there", async () => {
  const bytes = Buffer.alloc(blockSize * 4, "line\n");
  bytes.write("\x1b[1m", blockSize + 7);
  bytes.write("wide text", 3 * blockSize + 100_001, "utf16le");
  let noticed: Noticed | undefined;
  const part = {
    as: "text",
    span: span(0, bytes.length),
    noticed: (parts: Noticed) => void (noticed = parts),
  } as const;
  await Array.fromAsync(stretchSightings(memoryBlob(bytes), part, reader));
  const holds = (parts: readonly Span[] | undefined, at: number): boolean =>
    (parts ?? []).some(({ start, end }) => start <= at && at < end);
  expect(holds(noticed?.escapes, blockSize + 7)).toBe(true);
  expect(holds(noticed?.wide, 3 * blockSize + 100_001)).toBe(true);
  expect(holds(noticed?.escapes, 2 * blockSize + 9)).toBe(false);
  expect(holds(noticed?.wide, blockSize + 9)).toBe(false);
});
