import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { span } from "../core/span.ts";
import { matcher } from "../engine/matcher.ts";
import { huggingface } from "../rules/secrets/huggingface.ts";
import { stretchSightings } from "./stretch.ts";
import { fakeToken } from "./testing.ts";

const blockSize = 1024 * 1024;
const engine = matcher(huggingface);
const token = fakeToken();

test.each([0, 1, 20, 36, 37, 38, 5000])(
  "finds what ends %i bytes after a block begins",
  async (over) => {
    const bytes = Buffer.alloc(blockSize * 2 + 100, " ");
    const at = blockSize + over - token.length;
    bytes.write(token, at);
    const part = { as: "text", span: span(0, bytes.length) } as const;
    const all = await Array.fromAsync(
      stretchSightings(engine, memoryBlob(bytes), part, {
        breathe: async () => undefined,
        notes: () => true,
      }),
    );
    expect(all.map((each) => each.span)).toEqual([{ start: at, end: at + token.length }]);
  },
);

test("looks only at its own part of the blob", async () => {
  const bytes = Buffer.from(`${token} ${token} ${token}`);
  const part = { as: "text", span: span(38, 75) } as const;
  const all = await Array.fromAsync(
    stretchSightings(engine, memoryBlob(bytes), part, {
      breathe: async () => undefined,
      notes: () => true,
    }),
  );
  expect(all.map((each) => each.span?.start)).toEqual([38]);
});
