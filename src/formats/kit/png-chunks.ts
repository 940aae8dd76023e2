import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const signatureSize = signature.length;

export const isPng = (head: Uint8Array): boolean =>
  signature.every((byte, index) => head[index] === byte);

/** Length and type before a chunk's data, the checksum after it. */
export const frame = { before: 8, after: 4 };

/** A keyword has 1 to 79 bytes (§11.3.3.1). */
export const longestKeyword = 79;

export interface Chunk {
  readonly type: string;
  readonly data: Span;
}

/** @throws {MalformedError} A chunk is cut off. */
export async function* chunks(blob: Blob): AsyncGenerator<Chunk> {
  let at = signatureSize;
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

/** Where the text starts in the chunk, and whether it is deflated. */
export function textStart(
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
