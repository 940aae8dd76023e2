import { crc32 } from "node:zlib";
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
import { bigSeal, isChanged, summed } from "./kit/seal.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Length and type before a chunk's data, the checksum after it. */
const frame = { before: 8, after: 4 };
/** The checksum is over the type too. */
const typeSize = 4;

/** A keyword has 1 to 79 bytes (§11.3.3.1). */
const longestKeyword = 79;

/** Text in the clear that is longer is read as a blob of its own. */
const longestText = 64 * 1024;

interface Chunk {
  readonly type: string;
  readonly data: Span;
}

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

  matches: ({ head }) => signature.every((byte, index) => head[index] === byte),

  async *regions(blob) {
    let end = signature.length;
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

  async *reseal(blob, changed) {
    for await (const { data } of chunks(blob))
      if (isChanged(data, changed)) {
        const typed = span(data.start - typeSize, data.end);
        yield bigSeal(data.end, await summed(blob, typed, crc32));
      }
  },
};

async function* chunks(blob: Blob): AsyncGenerator<Chunk> {
  let at = signature.length;
  while (at < blob.size) {
    if (at + frame.before > blob.size) throw new MalformedError("png", at, "chunk is cut off");
    const head = Buffer.from(await blob.read(span(at, at + frame.before)));
    const data = span(at + frame.before, at + frame.before + head.readUInt32BE(0));
    const type = head.toString("latin1", 4);
    if (data.end + frame.after > blob.size || !/^[A-Za-z]{4}$/.test(type))
      throw new MalformedError("png", at, `chunk ends at ${data.end} of ${blob.size}`);
    yield { type, data };
    if (type === "IEND") return;
    at = data.end + frame.after;
  }
}

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
  const keyword = new TextDecoder("latin1").decode(head.subarray(0, keywordEnd));
  const at = span(data.start, data.start + keywordEnd);
  yield name(keyword, at, plain, head.subarray(0, keywordEnd));
  const { start, packed } = textStart(type, head, keywordEnd);
  const text = span(Math.min(data.start + start, data.end), data.end);
  if (packed)
    yield { kind: "packed", name: keyword, span: text, unpack: () => inflate("zlib", blob, text) };
  else if (text.end - text.start > longestText) yield { kind: "stretch", as: "text", span: text };
  else yield value(keyword, text, plain, await blob.read(text));
}

/** Where the text starts in the chunk, and whether it is deflated. */
function textStart(
  type: string,
  head: Uint8Array,
  keywordEnd: number,
): { readonly start: number; readonly packed: boolean } {
  if (type === "tEXt") return { start: keywordEnd + 1, packed: false };
  if (type === "zTXt") return { start: keywordEnd + 2, packed: true };
  // iTXt: flag, method, language, NUL, translated keyword, NUL.
  const language = head.indexOf(0, keywordEnd + 3);
  const translated = language < 0 ? -1 : head.indexOf(0, language + 1);
  return {
    start: translated < 0 ? head.length : translated + 1,
    packed: head[keywordEnd + 1] === 1,
  };
}
