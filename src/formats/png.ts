import { latin1 } from "../core/latin1.ts";
import { plain } from "../core/coding.ts";
import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, type Region, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { appended } from "./kit/appended.ts";
import { readExif } from "./kit/exif.ts";
import { inflate } from "./kit/inflate.ts";
import { namesAt } from "./kit/parts.ts";
import {
  type Chunk,
  chunks,
  frame,
  isPng,
  longestKeyword,
  signatureSize,
  textStart,
} from "./kit/png-chunks.ts";
import { cutPng, packPng, sealPng, stripPng } from "./kit/png-edits.ts";

/** Text in the clear that is longer is read as a blob of its own. */
const longestText = 64 * 1024;

/**
 * A PNG file is a signature and chunks. Regions are the text chunks (`tEXt`,
 * `zTXt`, `iTXt`), where plotting tools write what made the picture, and all
 * other small chunks but the pixels.
 */
export const png: Format = {
  id: "png",
  title: "PNG image",
  tier: "specific",
  specification: "https://www.w3.org/TR/png-3/",
  reads: "text and other chunks; pixels skipped; what follows the end swept",
  tested: "nbclient",

  matches: ({ head }) => isPng(head),

  async *regions(blob) {
    let end = signatureSize;
    for await (const chunk of chunks(blob)) {
      yield* chunkRegions(blob, chunk);
      end = chunk.data.end + frame.after;
    }
    yield* appended(blob, end, "after the end of the picture");
  },

  keys: async (blob, offsets) => {
    const all = await Array.fromAsync(chunks(blob));
    return namesAt(
      all.map(({ type, data }) => ({ name: type, span: data })),
      offsets,
    );
  },

  reseal: sealPng,
  repack: packPng,
  cut: cutPng,
  strip: stripPng,
};

async function* chunkRegions(blob: Blob, { type, data }: Chunk): AsyncGenerator<Region> {
  switch (type) {
    case "IDAT":
    case "fdAT":
      yield { kind: "tensor", name: type, span: data };
      return;
    case "tEXt":
    case "zTXt":
    case "iTXt":
      yield* textRegions(blob, type, data);
      return;
    case "eXIf":
      yield* (await readExif(blob, data)).strings;
      yield { kind: "stretch", as: "binary", span: data };
      return;
    default:
      yield { kind: "stretch", as: "binary", span: data };
  }
}

/** Keyword, NUL, and the text: in the clear, or behind a method byte and deflated (§11.3.3). */
async function* textRegions(blob: Blob, type: string, data: Span): AsyncGenerator<Region> {
  const head = await blob.read(span(data.start, Math.min(data.end, data.start + 512)));
  const keywordEnd = head.indexOf(0);
  if (keywordEnd < 0 || keywordEnd > longestKeyword)
    throw new MalformedError("png", data.start, `${type} without a keyword`);
  const keyword = latin1(head.subarray(0, keywordEnd));
  const at = span(data.start, data.start + keywordEnd);
  yield name(keyword, at, plain, head.subarray(0, keywordEnd));
  const { start, packed } = textStart(type, head, keywordEnd);
  const text = span(Math.min(data.start + start, data.end), data.end);
  if (packed)
    yield { kind: "packed", name: keyword, span: text, unpack: () => inflate("zlib", blob, text) };
  else if (text.end - text.start > longestText) yield { kind: "stretch", as: "text", span: text };
  else yield value(keyword, text, plain, await blob.read(text));
}
