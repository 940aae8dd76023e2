import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { type Blob, memoryBlob } from "../core/blob.ts";
import type { Region } from "../core/region.ts";
import { lengthOf } from "../core/span.ts";
import { hdf5 } from "./hdf5.ts";
import {
  attribute,
  dataSet,
  header,
  link,
  newerHeader,
  nowhere,
  pointer,
  TestHdf5,
  type TestMessage,
  types,
} from "./kit/hdf5-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

/** A file with nothing but a root, that has these messages. */
const rootOf = (...messages: readonly TestMessage[]): Uint8Array => {
  const file = new TestHdf5();
  return file.bytes(file.put(header(...messages)));
};

const inPlace = async (bytes: Uint8Array): Promise<Record<string, string[]>> => {
  const regions = await regionsOf(hdf5, bytes);
  expectInPlace(bytes, regions);
  return textsByKey(regions);
};

/** What a file keeps of a kind, as its words and its bytes. */
const deadIn = async (bytes: Uint8Array): Promise<[string, string][]> =>
  (await regionsOf(hdf5, bytes)).flatMap((each): [string, string][] =>
    each.kind === "dead"
      ? [
          [
            each.what,
            Buffer.from(bytes.subarray(each.span.start, each.span.end)).toString("latin1"),
          ],
        ]
      : [],
  );

const named = (regions: readonly Region[], kind: "tensor" | "gap"): (string | undefined)[] =>
  regions.flatMap((each) => (each.kind === kind ? [each.name] : []));

function attributes(): Uint8Array {
  const file = new TestHdf5();
  const heap = file.heap(["by ana", "one", "two"]);
  const messages = [
    attribute("note", types.variable, pointer(6, heap, 1)),
    attribute("fixed", types.text(8), "gpu7\0\0\0\0"),
    attribute("list", types.variable, join(pointer(3, heap, 2), pointer(3, heap, 3)), [2]),
    attribute("learning_rate", types.float, new Uint8Array(4)),
  ];
  return file.bytes(file.put(header(...messages)));
}

test("finds attributes where they stand, of fixed length and in the heap", async () => {
  expect(await inPlace(attributes())).toEqual({
    "/@note": ["note", "by ana"],
    "/@fixed": ["fixed", "gpu7"],
    "/@list": ["list"],
    "/@list[0]": ["one"],
    "/@list[1]": ["two"],
    "/@learning_rate": ["learning_rate"],
  });
  expect(await deadIn(attributes())).toEqual([]);
});

test("finds the strings of JSON in an attribute, one by one", async () => {
  const text = String.raw`{"class_name": "Sequential", "config": {"path": "\/home\/ana", "n": 1}}`;
  expect(await inPlace(rootOf(attribute("model_config", types.text(text.length), text)))).toEqual({
    "/@model_config": ["model_config"],
    "/@model_config.class_name": ["class_name", "Sequential"],
    "/@model_config.config": ["config"],
    "/@model_config.config.path": ["path", "/home/ana"],
    "/@model_config.config.n": ["n"],
  });
});

test("unpacks the function of a Lambda layer", async () => {
  const code = join([0xe3], new Uint8Array(80)).toString();
  const base64 = Buffer.from(join([0xe3], new Uint8Array(80))).toString("base64");
  const text = JSON.stringify({ code: `${base64}\n` });
  const bytes = rootOf(attribute("config", types.text(text.length), text));
  const lambda = (await regionsOf(hdf5, bytes)).find(({ kind }) => kind === "packed");
  expect(lambda).toMatchObject({ name: "/@config.code" });
  expect(code).not.toBe("");
  if (lambda?.kind !== "packed") throw new Error("not packed");
  const unpacked = await Array.fromAsync(lambda.unpack());
  expect([...join(...unpacked)]).toEqual([0xe3, ...new Uint8Array(80)]);
});

function groups(kind: "older" | "newer"): Uint8Array {
  const file = new TestHdf5();
  const data = file.put(join("runs.ana", new Uint8Array(8)));
  const set = header(...dataSet(types.text(8), [2], data, 16));
  const kernel = file.put(header(...dataSet(types.float, [4], file.put(new Uint8Array(16)), 16)));
  const links = { notes: file.put(set), kernel };
  if (kind === "older") {
    const inner = file.put(header(file.table(links)));
    return file.bytes(file.put(header(file.table({ layers: inner }))));
  }
  const inner = file.put(newerHeader(...Object.entries(links).map(([name, at]) => link(name, at))));
  return file.bytes(file.put(newerHeader(link("layers", inner))));
}

test.each(["older", "newer"] as const)("walks groups of the %s kind", async (kind) => {
  const bytes = groups(kind);
  expect(await inPlace(bytes)).toEqual({
    "/layers": ["layers"],
    "/layers/notes": ["notes"],
    "/layers/notes[0]": ["runs.ana"],
    "/layers/kernel": ["kernel"],
  });
  expect(named(await regionsOf(hdf5, bytes), "tensor")).toEqual(["/layers/kernel"]);
  expect(await deadIn(bytes)).toEqual([]);
});

test("ends where a group holds itself", async () => {
  const file = new TestHdf5();
  const at = file.put(newerHeader(link("self", 48)));
  expect(at).toBe(48);
  expect(await inPlace(file.bytes(at))).toEqual({ "/self": ["self"] });
});

test("finds the fields of records, and their names", async () => {
  const type = types.record(12, [
    ["id", 0, types.float],
    ["who", 4, types.text(8)],
  ]);
  const bytes = rootOf(attribute("rows", type, "\0\0\0\0ana\0\0\0\0\0\0\0\0\0bo\0\0\0\0\0\0", [2]));
  expect(await inPlace(bytes)).toEqual({
    "/@rows": ["rows"],
    "/@rows (type)": ["id", "who"],
    "/@rows[0].who": ["ana"],
    "/@rows[1].who": ["bo"],
  });
});

const shuffled = (bytes: Uint8Array, size: number): Uint8Array => {
  const count = bytes.length / size;
  return bytes.map((_, at) => bytes[(at % count) * size + Math.floor(at / count)] ?? 0);
};

const filters = join(
  [2, 3],
  [2, 0, 0, 0, 1, 0],
  little(8, 4),
  [1, 0, 0, 0, 0, 0],
  [3, 0, 0, 0, 0, 0],
);

function chunks(packed: Uint8Array, mask = 0, pipeline = filters): Uint8Array {
  const file = new TestHdf5();
  const key = join(little(packed.length, 4), little(mask, 4), new Uint8Array(16));
  const tree = file.put(file.tree(1, [{ key, at: file.put(packed) }], 24));
  const layout = join([3, 2, 2], little(tree, 8), little(2, 4), little(8, 4));
  const [type, shape] = dataSet(types.text(8), [2], 0, 0);
  if (!type || !shape) throw new Error("no messages");
  const messages = [type, shape, { type: 0x0b, body: pipeline }, { type: 8, body: layout }];
  return file.bytes(file.put(header(link("notes", file.put(header(...messages))))));
}

const plainChunk = join("by ana\0\0", "on gpu7\0");
const packedChunk = join(deflateSync(shuffled(plainChunk, 8)), little(0, 4));

test("unpacks texts in chunks, and says where they stand packed", async () => {
  const bytes = chunks(packedChunk);
  const all = await inPlace(bytes);
  expect(all).toMatchObject({ "/notes[0]": ["by ana"], "/notes[1]": ["on gpu7"] });
  const text = (await regionsOf(hdf5, bytes)).find(
    (each) => each.kind === "string" && each.key === "/notes[1]",
  );
  if (text?.kind !== "string") throw new Error("no text");
  expect(lengthOf(text.spans[0])).toBe(packedChunk.length);
  const { starts, ends } = text.coding.places(text.bytes);
  expect([starts[0], ends[0]]).toEqual([0, packedChunk.length]);
});

test("reads chunks that went through no filter", async () => {
  expect(await inPlace(chunks(plainChunk, 7))).toMatchObject({ "/notes[1]": ["on gpu7"] });
});

test.each([
  ["damaged chunks", chunks(join("no deflate at all"))],
  ["filters that are not known", chunks(packedChunk, 0, join([2, 1], [0, 125, 0, 0, 0, 0, 0, 0]))],
])("says that it could not read %s", async (_what, bytes) => {
  expect(named(await regionsOf(hdf5, bytes), "gap")).toEqual(["/notes"]);
});

test("looks at what is free in a heap", async () => {
  const file = new TestHdf5();
  const heap = file.heap(["kept", "unlinked"], "deleted by ana\0\0");
  const bytes = file.bytes(
    file.put(header(attribute("note", types.variable, pointer(4, heap, 1)))),
  );
  expect(await deadIn(bytes)).toEqual([
    ["in no live object", "unlinked"],
    ["in no live object", "deleted by ana\0\0"],
  ]);
});

test("looks at deleted messages, deleted objects, and what stands around the file", async () => {
  const file = new TestHdf5(join("#!/bin/sh by ana", new Uint8Array(512 - 16)));
  file.put(join("deleted data set"));
  const root = file.put(header({ type: 0, body: join("deleted attribute") }));
  const texts = await deadIn(file.bytes(root, "hf_trailer"));
  expect(texts.map(([what, text]) => [what, text.replaceAll("\0", "")])).toEqual([
    ["before the superblock", "#!/bin/sh by ana"],
    ["in no live object", "deleted data set"],
    ["in no live object", "deleted attribute"],
    ["after the end of the file", "hf_trailer"],
  ]);
});

test("looks behind the end of a text", async () => {
  const bytes = rootOf(attribute("note", types.text(16), "short\0hidden one"));
  expect(await deadIn(bytes)).toEqual([["behind the end of a text", "\0hidden one"]]);
});

test("looks at bytes that are no text as a file of their own", async () => {
  const bytes = rootOf(attribute("state", types.byte, join([0x80, 4], new Uint8Array(80)), [82]));
  const child = (await regionsOf(hdf5, bytes)).find(({ kind }) => kind === "child");
  expect(child).toMatchObject({ blob: { size: 82 } });
});

test("what is damaged of one object costs that object", async () => {
  const file = new TestHdf5();
  const heap = file.heap(["there"]);
  const broken = file.put(join("no header"));
  const root = header(
    link("broken", broken),
    attribute("lost", types.variable, pointer(5, heap + 8, 1)),
    attribute("note", types.variable, pointer(5, heap, 1)),
  );
  const bytes = file.bytes(file.put(root));
  const regions = await regionsOf(hdf5, bytes);
  expect(named(regions, "gap")).toEqual(["/@lost", "/broken"]);
  expect(textsByKey(regions)["/@note"]).toEqual(["note", "there"]);
});

test("reads no numbers", async () => {
  const file = new TestHdf5();
  const data = file.put(new Uint8Array(4_000_000));
  const root = file.put(
    header(link("w", file.put(header(...dataSet(types.float, [1_000_000], data, 4_000_000))))),
  );
  const memory = memoryBlob(file.bytes(root));
  let read = 0;
  const counting: Blob = {
    ...memory,
    read: async (at) => {
      read += lengthOf(at);
      return memory.read(at);
    },
  };
  expect(named(await regionsOf(hdf5, counting), "tensor")).toEqual(["/w"]);
  expect(read).toBeLessThan(20_000);
});

test.each([
  ["a superblock of a version to come", attributes().with(8, 9), "superblock version 9"],
  ["addresses of no sense", attributes().with(9, 3), "addresses of 3"],
  ["no root", attributes().fill(0xff, 36, 44), "no root group"],
])("fails with %s", async (_what, bytes, message) => {
  await expect(regionsOf(hdf5, bytes)).rejects.toThrow(message);
});

test("is known by its content, behind a user block too", async () => {
  expect(await matches(hdf5, attributes())).toBe(true);
  expect(await matches(hdf5, join(new Uint8Array(1024), attributes()))).toBe(true);
  expect(await matches(hdf5, join(new Uint8Array(100), attributes()))).toBe(false);
});

test("an array that goes in circles ends", async () => {
  const file = new TestHdf5();
  const at = 48;
  const looped = join(
    "TREE",
    [0, 1, 1, 0],
    little(nowhere, 8),
    little(nowhere, 8),
    little(0, 8),
    little(at, 8),
    little(0, 8),
  );
  file.put(looped);
  const heap = file.put(join("HEAP", [0, 0, 0, 0], little(8, 8), little(1, 8), little(at, 8)));
  const table = { type: 0x11, body: join(little(at, 8), little(heap, 8)) };
  expect(await inPlace(file.bytes(file.put(header(table))))).toEqual({});
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(hdf5, [
    attributes(),
    groups("older"),
    groups("newer"),
    chunks(packedChunk),
  ]);
});
