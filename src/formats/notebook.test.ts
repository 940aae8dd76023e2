import { describe, expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import type { PackedRegion, Region } from "../core/region.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { notebook } from "./notebook.ts";

const png = Buffer.from("\x89PNG\r\n\x1a\nnot really an image, but long enough to fill lines");

const sample = join(
  JSON.stringify(
    {
      cells: [
        {
          cell_type: "code",
          execution_count: 1,
          metadata: { tags: ["parameters", "x"] },
          source: ["key = '''-----BEGIN\n", "abc\n", 'path = "/home/ana"'],
          outputs: [
            { output_type: "stream", name: "stdout", text: ["one\n", "two\n"] },
            {
              output_type: "display_data",
              data: {
                "image/png": `${png.toString("base64")}\n`,
                "image/jpeg": [`${png.toString("base64")}\n`, png.toString("base64")],
                "text/html": ["<b>", "bold</b>"],
                "application/json": { list: ["a", "b"], token: "c" },
              },
              metadata: {},
            },
            {
              output_type: "error",
              ename: "E",
              evalue: "",
              traceback: ["\x1b[0;31mTo\x1b[0mken", "second"],
            },
          ],
        },
        {
          cell_type: "markdown",
          metadata: {},
          source: "single \u00e9 string",
          attachments: { "a.png": { "image/png": png.toString("base64") } },
        },
      ],
      metadata: { papermill: { input_path: "/mnt/in.ipynb", account: 123456789012 } },
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    1,
  ),
);

const packed = (regions: readonly Region[]): PackedRegion[] =>
  regions.filter((each) => each.kind === "packed");
const unpacked = async (region: PackedRegion | undefined): Promise<Buffer> =>
  Buffer.concat(region ? await Array.fromAsync(region.unpack()) : []);

test("joins the lines of a text, and names all other strings by themselves", async () => {
  const regions = await regionsOf(notebook, sample);
  expect(textsByKey(regions)).toMatchObject({
    "cells[0].source": ["source", `key = '''-----BEGIN\nabc\npath = "/home/ana"`],
    "cells[0].outputs[0].text": ["text", "one\ntwo\n"],
    [`cells[0].outputs[1].data["text/html"]`]: ["text/html", "<b>bold</b>"],
    [`cells[0].outputs[1].data["application/json"].list[1]`]: ["b"],
    "cells[0].outputs[2].traceback[0]": ["Token"],
    "cells[0].outputs[2].traceback[1]": ["second"],
    "cells[0].metadata.tags[0]": ["parameters"],
    "cells[1].source": ["source", "single é string"],
    "metadata.papermill.input_path": ["input_path", "/mnt/in.ipynb"],
  });
  expectInPlace(sample, regions);
});

test("unpacks images and attachments", async () => {
  const images = packed(await regionsOf(notebook, sample));
  expect(images.map(({ name }) => name)).toEqual([
    "cells[0].outputs[1].image.png",
    "cells[0].outputs[1].image.jpeg",
    `cells[1].attachments["a.png"].image.png`,
  ]);
  expect(await unpacked(images[0])).toEqual(png);
  expect(await unpacked(images[1])).toEqual(Buffer.concat([png, png]));
  expect(await unpacked(images[2])).toEqual(png);
});

test("covers each byte of a string exactly once, and numbers that may tell something", async () => {
  const regions = await regionsOf(notebook, sample);
  const covered = new Uint8Array(sample.length);
  for (const region of regions) {
    const spans = region.kind === "string" ? region.spans : "span" in region ? [region.span] : [];
    for (const { start, end } of spans)
      for (let at = start; at < end; at++) covered[at] = (covered[at] ?? 0) + 1;
  }
  expect(Math.max(...covered)).toBe(1);
  const left = Buffer.from(sample.map((byte, at) => (covered[at] === 1 ? 0x20 : byte)));
  expect(left.toString()).toMatch(/^[\s{}[\],:"\d]*$/);
  expect(left.toString()).not.toContain("123456789012");
});

test("reads version 3, with its worksheets", async () => {
  const old = join(
    JSON.stringify({
      metadata: { name: "x" },
      nbformat: 3,
      worksheets: [
        {
          cells: [
            {
              cell_type: "code",
              input: ["a = 1\n", "b = 2"],
              outputs: [{ output_type: "display_data", png: png.toString("base64"), text: ["t"] }],
            },
          ],
        },
      ],
    }),
  );
  expect(await matches(notebook, old)).toBe(true);
  const regions = await regionsOf(notebook, old);
  expect(textsByKey(regions)).toMatchObject({
    "worksheets[0].cells[0].input": ["input", "a = 1\nb = 2"],
    "worksheets[0].cells[0].outputs[0].text": ["text", "t"],
  });
  expect(packed(regions)[0]?.name).toBe("worksheets[0].cells[0].outputs[0].image.png");
  expect(await unpacked(packed(regions)[0])).toEqual(png);
});

test("takes what is called an image for text where it is no base64", async () => {
  const odd = `{"cells": [{"outputs": [{"data": {"image/png": "<hf token>"}}]}], "nbformat": 4}`;
  const regions = await regionsOf(notebook, join(odd));
  expect(packed(regions)).toEqual([]);
  expect(textsByKey(regions)[`cells[0].outputs[0].data["image/png"]`]).toContain("<hf token>");
});

test("cuts a long text into pieces that join to the whole", async () => {
  const lines = Array.from({ length: 9000 }, (_, at) => `line ${at} ${"é\t".repeat(30)}\n`);
  const long = "x".repeat(600_000);
  const cells = [{ source: lines }, { source: long }];
  const regions = await regionsOf(notebook, join(JSON.stringify({ cells, nbformat: 4 })));
  const byKey = textsByKey(regions);
  expect(byKey["cells[0].source"]?.slice(1).join("")).toBe(lines.join(""));
  expect(byKey["cells[1].source"]?.slice(1).join("")).toBe(long);
});

test("looks at what follows damage as it stands, and says so", async () => {
  const damaged = `{"cells": [{"source": ["one\\n", "two"]]}, "nbformat": "token"`;
  const seen: Region[] = [];
  const walk = async (): Promise<void> => {
    for await (const region of notebook.regions(memoryBlob(join(damaged)))) seen.push(region);
  };
  await expect(walk()).rejects.toThrow("notebook: bracket without its pair at byte 38");
  expect(textsByKey(seen)["cells[0].source"]).toEqual(["source", "one\ntwo"]);
  const start = damaged.indexOf(`]]`);
  expect(seen.at(-1)).toEqual({
    kind: "stretch",
    as: "text",
    span: { start, end: damaged.length },
  });
});

describe("is known by its content", () => {
  test.each([
    [`{"cells": [], "metadata": {}, "nbformat": 4}`, true],
    [`{"nbformat": 4, "cells": []}`, true],
    [
      `{"cells": [${`"${"x".repeat(99)}",`.repeat(99)}""], "nbformat": 4, "nbformat_minor": 5}`,
      true,
    ],
    [`{"cells": [], "metadata": {}}`, false],
    [`{"metadata": {}, "nbformat": 4}`, false],
    [`{"other": 1, "cells": [], "nbformat": 4}`, false],
    [`[{"cells": [], "nbformat": 4}]`, false],
  ])("%j", async (text, is) => expect(await matches(notebook, join(text))).toBe(is));
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(notebook, [sample]);
});
