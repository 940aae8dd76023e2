import { expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import { Cursor } from "./cursor.ts";
import { type Field, fieldHeadSize, isMessage, readField, wires } from "./protobuf.ts";
import { field, varint } from "./protobuf-testing.ts";
import { join } from "./testing.ts";

async function cursorOver(bytes: Uint8Array): Promise<Cursor> {
  const cursor = new Cursor(memoryBlob(bytes), "test");
  await cursor.need(Math.min(fieldHeadSize, bytes.length));
  return cursor;
}

async function fieldOf(bytes: Uint8Array, end = bytes.length): Promise<Field> {
  return readField(await cursorOver(bytes), end);
}

test("tells a field's number, tag and payload, and stops before the payload", async () => {
  const bytes = field(27, "abc");
  const cursor = await cursorOver(bytes);
  expect(readField(cursor, bytes.length)).toEqual({
    number: 27,
    wire: wires.bytes,
    at: 0,
    payload: { start: 3, end: 6 },
    value: 0,
    missing: 0,
  });
  expect(cursor.at).toBe(3);
});

test("reads the value of a varint", async () => {
  expect(await fieldOf(field(1, 1_000_000))).toMatchObject({
    value: 1_000_000,
    wire: wires.varint,
  });
});

test("knows the sizes of fixed numbers", async () => {
  expect((await fieldOf(join(varint(8 + 5), 1, 2, 3, 4))).payload).toEqual({ start: 1, end: 5 });
  expect((await fieldOf(join(varint(8 + 1), "12345678"))).payload).toEqual({ start: 1, end: 9 });
});

test("tells how much of a payload is missing", async () => {
  expect(await fieldOf(join(varint(10), varint(50), "abc"))).toMatchObject({
    payload: { start: 2, end: 5 },
    missing: 47,
  });
});

test.each([
  ["field number 0", [2, 0]],
  ["wire type 6", [14]],
  ["a varint that never ends", Array.from({ length: 20 }, () => 0xff)],
  ["a tag that is cut off", [0x80]],
])("refuses %s", async (_what, bytes) => {
  await expect(fieldOf(Uint8Array.from(bytes))).rejects.toThrow(/test: (?:tag|varint)/);
});

test("tells messages from noise", async () => {
  const message = join(field(1, "name"), field(2, 7));
  expect(isMessage(await cursorOver(message), message.length)).toBe(true);
  expect(isMessage(await cursorOver(message), message.length - 2)).toBe(true);
  expect(isMessage(await cursorOver(message), message.length - 1)).toBe(false);
  expect(isMessage(await cursorOver(message), 0)).toBe(false);
  const noise = join("\xff\xfe no message");
  expect(isMessage(await cursorOver(noise), noise.length)).toBe(false);
});
