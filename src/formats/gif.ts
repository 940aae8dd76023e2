import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { Cursor } from "./kit/cursor.ts";
import { asciiOf } from "./kit/fields.ts";

const block = {
  extension: 0x21,
  image: 0x2c,
  trailer: 0x3b,
  comment: 0xfe,
  application: 0xff,
} as const;

/** GIF pictures: comments, and what applications add: XMP stands there as it is. */
export const gif: Format = {
  id: "gif",
  title: "GIF image",
  tier: "specific",
  specification: "https://www.w3.org/Graphics/GIF/spec-gif89a.txt",
  reads: "comments, extensions, XMP; pixels skipped; what follows the end swept",
  tested: "Pillow",

  matches: ({ head }) => /^GIF8[79]a/.test(asciiOf(head.subarray(0, 6))),

  async *regions(blob) {
    const cursor = new Cursor(blob, "gif");
    await cursor.need(13);
    cursor.skip(13 + tableSize(cursor.peek(10)));
    for (;;) {
      await cursor.need(1);
      const kind = cursor.u8();
      if (kind === block.trailer) break;
      if (kind === block.extension) yield* extension(blob, cursor);
      else if (kind === block.image) yield* image(cursor);
      // Padding between blocks is met in real files.
      else if (kind !== 0) throw cursor.malformed(`block ${kind}`, 1);
    }
    yield* appended(blob, cursor.at, "after the end of the picture");
  },

  keys: async (_, offsets) => offsets.map(() => "extension"),

  // The pieces of a comment stay, and hold spaces.
  async *strip(blob, extras) {
    if (!extras.has("comments")) return;
    for await (const region of gif.regions(blob))
      if (region.kind === "string")
        for (const at of region.spans) yield { at, bytes: new Uint8Array(lengthOf(at)).fill(0x20) };
  },
};

/** Bytes of a table of colours, by the flags before it (§18, §20). */
const tableSize = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

async function* image(cursor: Cursor): AsyncGenerator<Region> {
  await cursor.need(9);
  cursor.skip(9 + tableSize(cursor.peek(8)) + 1);
  const start = cursor.at;
  await pieces(cursor);
  yield { kind: "tensor", name: "pixels", span: span(start, cursor.at) };
}

/** Data is cut into pieces of up to 255 bytes, each with its length; one of none is the last. */
async function pieces(cursor: Cursor): Promise<Span[]> {
  const all: Span[] = [];
  for (;;) {
    await cursor.need(1);
    const size = cursor.u8();
    if (size === 0) return all;
    all.push(span(cursor.at, cursor.at + size));
    cursor.skip(size);
  }
}

async function* extension(blob: Blob, cursor: Cursor): AsyncGenerator<Region> {
  await cursor.need(1);
  const label = cursor.u8();
  const start = cursor.at;
  const [first, ...others] = await pieces(cursor);
  if (!first) return;
  const all = span(start, cursor.at);
  if (label === block.comment) {
    const bytes = await Promise.all([first, ...others].map((each) => blob.read(each)));
    const spans = [first, ...others] as const;
    yield {
      kind: "string",
      key: "comment",
      role: "value",
      spans,
      coding: plain,
      bytes: Buffer.concat(bytes),
    };
  } else if (label === block.application && lengthOf(first) === 11) {
    const name = asciiOf(await blob.read(first));
    // XMP is not cut into pieces: a reader that skips pieces skips it by the bytes that follow it.
    yield { kind: "stretch", as: name === "XMP DataXMP" ? "text" : "binary", span: all };
  } else yield { kind: "stretch", as: "binary", span: all };
}
