import * as fc from "fast-check";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import type { Region, StringRegion } from "../core/region.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textOf,
} from "./kit/testing.ts";
import { text } from "./text.ts";

const strings = (regions: readonly Region[]): StringRegion[] =>
  regions.filter((each) => each.kind === "string");
const texts = (regions: readonly Region[]): string[] => strings(regions).map(textOf);

const bigEndian = (from: string): Uint8Array => Buffer.from(from, "utf16le").swap16();
const utf32 = (from: string): Uint8Array =>
  Buffer.concat(
    [...from].map((each) => new Uint8Array(Uint32Array.of(each.codePointAt(0) ?? 0).buffer)),
  );

const log = "epoch 1 loss 0.5\nuser ana@lab.example\n";

test.each([
  ["UTF-8", join("grüße, 世界\n")],
  ["UTF-8 that the head cuts within a character", join("a", "ü".repeat(4000))],
  ["UTF-8 with a mark", join("\uFEFFa = 1")],
  ["Latin-1", Buffer.from("grüße\n", "latin1")],
  ["UTF-16LE with a mark", Buffer.from("\uFEFF世界", "utf16le")],
  ["UTF-16BE with a mark", bigEndian("\uFEFF世界")],
  ["UTF-16LE without", Buffer.from(log, "utf16le")],
  ["UTF-16BE without", bigEndian(log)],
  ["UTF-32LE without", utf32(log)],
  ["a progress bar", join("\r 10%|#   |\r 20%|##  |\b\u0007")],
  ["nothing", new Uint8Array()],
])("knows %s", async (_name, bytes) => {
  expect(await matches(text, bytes)).toBe(true);
});

test.each([
  ["NULs", join("a name\0another\0")],
  ["control characters", join("MZ\x01\x02 text \x03\x04 text \x05")],
  ["numbers of 32 bits", new Uint8Array(Float32Array.from({ length: 99 }, Math.sin).buffer)],
  ["numbers of 16 bits", new Uint8Array(Uint16Array.from({ length: 99 }, (_, at) => at).buffer)],
])("does not take %s for text", async (_name, bytes) => {
  expect(await matches(text, bytes)).toBe(false);
});

test("looks at plain text as it stands, once", async () => {
  expect(await regionsOf(text, join(log))).toEqual([
    { kind: "stretch", as: "text", span: { start: 0, end: log.length } },
  ]);
});

test("takes colours out of the lines that have some", async () => {
  const bytes = join("plain\n", "to\x1b[31mken\x1b[0m=x\r\n", "plain\n", "\x1b[1mlast");
  const regions = await regionsOf(text, bytes);
  expect(texts(regions)).toEqual(["token=x", "last"]);
  expectInPlace(bytes, regions);
});

test("finds colours across the edges of blocks, and cuts endless lines", async () => {
  const line = `${"x".repeat(600_000)}\n`;
  const bytes = join(line, line, "a\x1b[0mb\n", "\x1b[0m", "y".repeat(200_000), "\x1b[0mz");
  const regions = await regionsOf(text, bytes);
  expect(texts(regions)[0]).toBe("ab");
  expect(texts(regions).at(-1)).toMatch(/^y+z$/);
  expect(strings(regions).every((each) => each.bytes.length <= 65_536)).toBe(true);
  expectInPlace(bytes, regions);
});

test("reads what PowerShell appended in UTF-16", async () => {
  const bytes = join("plain text\r\n".repeat(500), Buffer.from("user ana\r\n", "utf16le"));
  const regions = await regionsOf(text, bytes);
  expect(texts(regions)).toEqual(["user ana\r\n"]);
});

test("decodes each slice of UTF-16 to the same slice of the text", async () => {
  const point = fc.oneof(fc.integer({ min: 0x20, max: 0xfffd }), fc.constant(0x1f600));
  const sample = fc.array(point).map((all) => String.fromCodePoint(...all).toWellFormed());
  await fc.assert(
    fc.asyncProperty(sample, fc.boolean(), async (content, little) => {
      const marked = `\uFEFFsome text: ${content}\n`;
      const bytes = little ? Buffer.from(marked, "utf16le") : bigEndian(marked);
      for (const each of strings(await regionsOf(text, bytes))) {
        const { starts, ends } = each.coding.places(each.bytes);
        const decoded = each.coding.decode(each.bytes);
        const from = decoded.findIndex((byte) => byte === 0x3a);
        const slice = each.bytes.slice(starts[from], ends.at(-1));
        const order = little ? slice : Buffer.from(slice).swap16();
        expect(Buffer.from(order).toString("utf16le")).toBe(
          Buffer.from(decoded.subarray(from)).toString(),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test("cuts long UTF-16 at line ends, and loses nothing", async () => {
  const content = `\uFEFF${`${"line 😀".repeat(20)}\n`.repeat(3000)}${"😀".repeat(150_000)}`;
  const regions = await regionsOf(text, Buffer.from(content, "utf16le"));
  expect(texts(regions).join("")).toBe(content.slice(1));
  expect(strings(regions).every((each) => each.bytes.length <= 256 * 1024)).toBe(true);
});

test("looks at what is no UTF-16 any more as binary", async () => {
  const bytes = join(
    Buffer.from(log.repeat(4000), "utf16le"),
    Buffer.alloc(300_000, Buffer.of(1, 0)),
  );
  const stretches = (await regionsOf(text, bytes)).filter(({ kind }) => kind === "stretch");
  expect(stretches.length).toBeGreaterThan(0);
});

test.each([
  ["HF_TOKEN=hf_x", "$.HF_TOKEN"],
  ["  export HF_TOKEN='hf_x'", "$.HF_TOKEN"],
  ["user: hf_x", "$.user"],
  ["see this: it says hf_x here", undefined],
  ["if name == hf_x", undefined],
  ["2024-01-01 got hf_x", undefined],
])("names the variable of %j", async (line, key) => {
  const content = `first\n${line}\r\nlast`;
  expect(await text.keys?.(memoryBlob(join(content)), [content.indexOf("hf_x")])).toEqual([key]);
});

test("fails only as malformed, whatever the bytes", async () => {
  const wide = Buffer.from(`\uFEFF${log}`, "utf16le");
  await expectOnlyMalformed(text, [join("a\x1b[1mb\n"), wide, utf32(log)]);
});
