import { readdir } from "node:fs/promises";
import { afterEach, expect, test, vi } from "vitest";
import { LimitError } from "../core/error.ts";
import { span } from "../core/span.ts";
import { spool } from "./spool.ts";
import { folderOf } from "./testing.ts";

async function* chunks(count: number, size: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < count; index++) yield Buffer.alloc(size, index);
}

const origin = { kind: "stdin" } as const;
const free = async (): Promise<void> => undefined;

afterEach(() => vi.unstubAllEnvs());

test.each([1000, 1_000_000])("gives back what it took, with chunks of %i bytes", async (size) => {
  await using folder = await folderOf({});
  vi.stubEnv("TMPDIR", folder.path);
  using spooled = await spool(chunks(40, size), origin, free);
  expect(spooled.blob.size).toBe(40 * size);
  const part = await spooled.blob.read(span(7 * size - 1, 7 * size + 1));
  expect([...part]).toEqual([6, 7]);
  expect(await readdir(folder.path)).toEqual([]);
});

test("keeps what came before it had to stop", async () => {
  let spent = 0;
  using spooled = await spool(chunks(10, 100), origin, async (bytes) => {
    spent += bytes;
    if (spent > 250) throw new LimitError("enough");
  });
  expect(spooled.blob.size).toBe(200);
  expect(spooled.failure?.message).toBe("enough");
});
