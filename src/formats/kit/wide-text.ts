import type { Blob } from "../../core/blob.ts";
import type { Coding } from "../../core/coding.ts";
import { utf16be, utf16le, utf32be, utf32le } from "../../core/codings.ts";
import { type Region, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { readBlock } from "./blocks.ts";
import { census, markLength, unitAt, unitWidth, type WideEncoding } from "./encoding.ts";

/** Decoding takes many times the memory of the coded bytes. A multiple of four. */
const longestPiece = 256 * 1024;

const codings: Readonly<Record<WideEncoding, Coding>> = {
  "utf-16le": utf16le,
  "utf-16be": utf16be,
  "utf-32le": utf32le,
  "utf-32be": utf32be,
};

/**
 * A text in UTF-16 or UTF-32 as strings of at most 256 KiB that end at line
 * ends, where there are some. A piece that is no such text (a log to which a
 * program in another encoding has written) is looked at as binary data too.
 */
export async function* wideText(blob: Blob, encoding: WideEncoding): AsyncGenerator<Region> {
  const mark = await blob.read(span(0, Math.min(4, blob.size)));
  for (let at = markLength(mark, encoding); at < blob.size;) {
    const last = Math.min(at + longestPiece, blob.size);
    const { bytes } = await readBlock(blob, span(at, last));
    const length = last === blob.size ? bytes.length : pieceLength(bytes, encoding);
    const piece = bytes.subarray(0, length);
    const where = span(at, at + length);
    yield value("", where, codings[encoding], piece);
    const { units, odd } = census(piece, encoding);
    if (odd > units / 64) yield { kind: "stretch", as: "binary", span: where };
    at += length;
  }
}

/** Up to after the last line feed; without one all, but for a first half of a surrogate pair. */
function pieceLength(bytes: Buffer, encoding: WideEncoding): number {
  const width = unitWidth(encoding);
  for (let end = bytes.length; end > 0; end -= width)
    if (unitAt(bytes, end - width, encoding) === 0x0a) return end;
  const last = unitAt(bytes, bytes.length - width, encoding);
  return last >= 0xd800 && last < 0xdc00 ? bytes.length - width : bytes.length;
}
