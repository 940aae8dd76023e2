import { expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { Cursor } from "./cursor.ts";
import { caffeMessages } from "./caffe-messages.ts";
import { coremlMessages } from "./coreml-messages.ts";
import { eventMessages } from "./event-messages.ts";
import { onnxMessages } from "./onnx-messages.ts";
import { tensorflowMessages } from "./tensorflow-messages.ts";
import { wandbMessages } from "./wandb-messages.ts";
import { messagesOf } from "./protobuf-fields.ts";
import { field, varint } from "./protobuf-testing.ts";
import { messageRegions } from "./protobuf-walk.ts";
import { expectInPlace, join, textsByKey } from "./testing.ts";

const { Root } = messagesOf({
  Root: {
    1: "version",
    2: "title: string",
    3: "child: Root",
    4: "settings[]: Setting",
    5: "weights: tensor",
    6: "picture: file",
    7: "kind: selector",
    8: "content: tensor(7=bytes)",
  },
  Setting: { 1: "key: label", 2: "nested[]: label", 3: "=: string", 4: "note: string" },
});

async function walk(bytes: Uint8Array): Promise<Region[]> {
  const blob = memoryBlob(bytes);
  const root = { blob, message: Root, key: "$", end: bytes.length };
  return Array.fromAsync(messageRegions(new Cursor(blob, "test"), root));
}

const others = (regions: readonly Region[]): Region[] =>
  regions.filter(({ kind }) => kind !== "string");

test("names strings by their path, where they stand", async () => {
  const bytes = join(field(1, 3), field(2, "a"), field(3, field(2, "b"), field(3, field(2, "c"))));
  const regions = await walk(bytes);
  expect(textsByKey(regions)).toEqual({
    "$.title": ["a"],
    "$.child.title": ["b"],
    "$.child.child.title": ["c"],
  });
  expectInPlace(bytes, regions);
});

test("puts a value under its label", async () => {
  const bytes = join(
    field(4, field(1, "api_key"), field(3, "one")),
    field(4, field(1, "deep"), field(2, "odd key"), field(3, "two")),
    field(4, field(3, "three"), field(4, "four")),
  );
  expect(textsByKey(await walk(bytes))).toEqual({
    "$.settings.api_key": ["api_key", "one"],
    "$.settings.deep": ["deep"],
    '$.settings.deep["odd key"]': ["odd key", "two"],
    "$.settings[2]": ["three"],
    "$.settings[2].note": ["four"],
  });
});

test("gives all values of a field that occurs twice", async () => {
  expect(textsByKey(await walk(join(field(2, "first"), field(2, "last"))))).toEqual({
    "$.title": ["first", "last"],
  });
});

test("looks into fields that it does not know", async () => {
  const inner = join(field(1, "inner"), field(2, field(9, "deeper"), field(1, 1)), field(3, 5));
  const bytes = join(field(27, "text"), field(30, inner), field(31, "\xff\0\x01\x02"));
  const regions = await walk(bytes);
  expect(textsByKey(regions)).toEqual({
    "$[unknown 27]": ["text"],
    "$[unknown 30][unknown 1]": ["inner"],
    "$[unknown 30][unknown 2][unknown 9]": ["deeper"],
  });
  expect(others(regions)).toMatchObject([{ kind: "stretch", as: "binary" }]);
});

test("takes a message of texts for one, though its length is a letter", async () => {
  const regions = await walk(join(field(27, field(1, "x".repeat(72))), field(28, "\n as text")));
  expect(textsByKey(regions)).toEqual({
    "$[unknown 27][unknown 1]": ["x".repeat(72)],
    "$[unknown 28]": ["\n as text"],
  });
});

test("hops over weights, and gives pictures as blobs", async () => {
  const bytes = join(field(5, "12345678"), field(6, "\x89PNG\r\n\x1a\n"), field(6, "text"));
  const [weights, picture, text] = await walk(bytes);
  expect(weights).toEqual({ kind: "tensor", name: "$.weights", span: { start: 2, end: 10 } });
  expect(picture).toMatchObject({ kind: "child", blob: { origin: { name: "picture" } } });
  expect(text).toMatchObject({ kind: "string", key: "$.picture" });
});

test("reads a field as its selector says", async () => {
  expect(await walk(join(field(7, 7), field(8, "text")))).toMatchObject([{ kind: "string" }]);
  expect(await walk(join(field(7, 1), field(8, "text")))).toMatchObject([{ kind: "tensor" }]);
});

test("goes on behind a message that is damaged", async () => {
  const bytes = join(field(3, field(2, "a"), "\x07noise"), field(2, "b"));
  const regions = await walk(bytes);
  expect(textsByKey(regions)).toEqual({ "$.child.title": ["a"], "$.title": ["b"] });
  expect(others(regions)).toEqual([
    { kind: "gap", reason: "malformed: test: tag 7 at byte 5", span: { start: 5, end: 11 } },
    { kind: "stretch", as: "binary", span: { start: 5, end: 11 } },
  ]);
});

test("reads what is there of a message that was cut off", async () => {
  const whole = join(field(3, field(2, "a"), field(2, "long enough")));
  const regions = await walk(whole.subarray(0, -4));
  expect(textsByKey(regions)).toEqual({ "$.child.title": ["a"] });
  expect(others(regions)).toMatchObject([
    { kind: "gap", reason: "malformed: 4 bytes are missing after byte 14" },
    { kind: "gap", span: { start: 5, end: 14 } },
    { kind: "stretch", span: { start: 5, end: 14 } },
  ]);
});

test("bounds how deep messages may stand in one another", async () => {
  let bytes = field(2, "deepest");
  for (let level = 0; level < 150; level++) bytes = field(3, bytes);
  const regions = await walk(bytes);
  expect(regions.map(({ kind }) => kind)).toEqual(["gap", "stretch"]);
  expect(regions[0]).toMatchObject({ reason: "limit: messages more than 100 deep" });
});

test("takes groups for a part of the message around them", async () => {
  const bytes = join(varint(9 * 8 + 3), field(2, "in a group"), varint(9 * 8 + 4));
  expect(textsByKey(await walk(bytes))).toEqual({ "$.title": ["in a group"] });
});

test("refuses a table with a mistake", () => {
  const fieldsOf = (written: string) => messagesOf({ Root: { 1: written } }).Root.fields;
  expect(() => fieldsOf("a: Nothing")).toThrow("no kind or message 'Nothing'");
  expect(() => fieldsOf("a b")).toThrow("not written as name: kind");
});

test.each([
  caffeMessages,
  coremlMessages,
  eventMessages,
  onnxMessages,
  tensorflowMessages,
  wandbMessages,
])("finds nothing wrong with the tables that formats share", (messages) => {
  const fields = Object.values(messages).flatMap((message) => [...message.fields]);
  expect(fields.length).toBeGreaterThan(Object.keys(messages).length);
});
