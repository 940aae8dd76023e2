import { describe, expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import { span } from "../../core/span.ts";
import { spliced } from "../../core/splice.ts";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { zip } from "../../formats/zip.ts";
import { identify } from "../../scan/identify.ts";
import { cutSplices } from "./cut.ts";

/** What a file is without what stands under the keys. */
async function cut(
  path: string,
  content: string | Uint8Array,
  keys: readonly string[],
  extras: readonly Extra[] = [],
): Promise<string> {
  const blob = memoryBlob(Buffer.from(content), { kind: "file", path });
  const format = await identify(blob);
  const after = spliced(blob, await cutSplices(format, blob, keys, new Set(extras)));
  return Buffer.from(await after.read(span(0, after.size))).toString("latin1");
}

test("an entry of a JSON text goes with its comma", async () => {
  const text = '{\n  "a": {"key": "k", "b": 1},\n  "c": 2\n}\n';
  expect(await cut("config.json", text, ["$.a.key"])).toBe('{\n  "a": {"b": 1},\n  "c": 2\n}\n');
});

test("a line of JSON Lines goes, or an entry in it", async () => {
  const text = '{"id": 1, "user": "a"}\n{"id": 2}\n{"id": 3, "user": "b"}\n';
  expect(await cut("log.jsonl", text, ["[0]", "[2].user"])).toBe('{"id": 2}\n{"id": 3}\n');
});

describe("texts of lines lose the lines under a key", () => {
  test.each([
    [
      "train.yaml",
      "a: 1\nwandb:\n  key: k\n  # why\n  more: x\n\n# next\nb: 2\n",
      ["$.wandb"],
      "a: 1\n\n# next\nb: 2\n",
    ],
    [
      "train.yaml",
      "a:\r\n  b: 1\r\n  c: |\r\n    x\r\n    y\r\nd: 2\r\n",
      ["$.a.c"],
      "a:\r\n  b: 1\r\nd: 2\r\n",
    ],
    [
      "list.yaml",
      "all:\n- name: x\n  key: k\n- name: y\n",
      ["$.all[0].name"],
      "all:\n- name: null\n  key: k\n- name: y\n",
    ],
    ["list.yaml", "all:\n- name: x\n  key: k\n- name: y\n", ["$.all[0]"], "all:\n- name: y\n"],
    [
      "x.toml",
      '[a]\nk = """\nx\n# in it\n"""\nl = 1\n[b]\nm = 2\n',
      ["$.a.k"],
      "[a]\nl = 1\n[b]\nm = 2\n",
    ],
    ["x.toml", "[a]\nk = 1\nl = 1\n[b]\nm = 2\n", ["$.a"], "[b]\nm = 2\n"],
    [".env", "A=1\n# about B\nB=2\n# about C\nC=3", ["$.B"], "A=1\n# about B\n# about C\nC=3"],
    ["x.ini", "[s]\na = 1\n  goes on\nb = 2\n", ["$.s.a"], "[s]\nb = 2\n"],
  ])("%s: %j without %s", async (path, text, keys, wanted) => {
    expect(await cut(path, text, keys)).toBe(wanted);
  });
});

const header =
  '{"__metadata__":{"user":"asmith","step":"7"},"w":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}';
const model = Buffer.concat([
  Buffer.from(BigUint64Array.of(BigInt(header.length)).buffer),
  Buffer.from(header),
  Buffer.from("WW"),
]);

test("metadata of a safetensors file goes, and no tensor moves", async () => {
  const without = await cut("model.safetensors", model, ["$.__metadata__.user", "$.w"]);
  expect(without).toHaveLength(model.length);
  expect(without.slice(8, -2).trimEnd()).toBe(header.replace('"user":"asmith",', ""));
  expect(without.slice(-2)).toBe("WW");
});

test("a format that cannot leave anything out stays as it is: its strings may name its tensors", async () => {
  const header = "{'descr': '<U2', 'fortran_order': False, 'shape': (1,), }".padEnd(79);
  const array = ["\x93NUMPY\x01\x00P\x00", header, "\n", "h\0\0\0i\0\0\0"].join("");
  expect(await cut("a.npy", Buffer.from(array, "latin1"), ["$"])).toBe(array);
});

test("what has no extras stays as it is", async () => {
  const archive = memoryBlob(zipOf([{ name: "a", data: "b" }]), { kind: "file", path: "a.zip" });
  const strip = new Set<Extra>(["owners", "times", "comments"]);
  const before = await cutSplices(zip, archive, [], strip);
  const after = spliced(archive, before);
  expect(before).not.toEqual([]);
  expect(await cutSplices(zip, after, [], strip)).toEqual([]);
});

describe("notebooks", () => {
  const notebook = (cell: object): string =>
    JSON.stringify(
      { cells: [cell], metadata: { kernel: "k" }, nbformat: 4, nbformat_minor: 5 },
      undefined,
      1,
    );
  const cell = {
    attachments: { "a.png": { "image/png": "AAAA" } },
    cell_type: "code",
    execution_count: 7,
    metadata: { execution: { iopub: "now" }, tags: ["x"] },
    outputs: [
      { name: "stdout", output_type: "stream", text: ["/home/asmith\n"] },
      { name: "stderr", output_type: "stream", text: ["b\n"] },
    ],
    source: ["a = 1\n"],
  };
  const parsed = (text: string): unknown => (JSON.parse(text) as { cells: unknown[] }).cells[0];

  test("lose outputs and what tells when they were made", async () => {
    const text = await cut("a.ipynb", notebook(cell), [], ["outputs", "attachments"]);
    expect(parsed(text)).toEqual({
      cell_type: "code",
      execution_count: null,
      metadata: { tags: ["x"] },
      outputs: [],
      source: ["a = 1\n"],
    });
  });

  test("lose a whole output, and of a cell no more than the text", async () => {
    const text = await cut("a.ipynb", notebook(cell), [
      "cells[0].outputs[0].text",
      "cells[0].source",
    ]);
    expect(parsed(text)).toEqual({ ...cell, outputs: cell.outputs.slice(1), source: [] });
  });
});
