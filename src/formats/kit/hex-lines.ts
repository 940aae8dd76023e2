import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

/** How much is read and handed on at once, in bytes: a multiple of what a byte takes. */
const pieceSize = 3 * 64 * 1024;
/** Two digits and a line feed. */
const width = 3;

/**
 * The bytes that lines of two hexadecimal digits each spell, as R writes raw vectors in text.
 *
 * @throws {MalformedError} A line holds something else.
 */
export async function* hexLines(blob: Blob, at: Span): AsyncGenerator<Uint8Array> {
  for (let start = at.start; start < at.end; start += pieceSize) {
    const piece = await blob.read(span(start, Math.min(at.end, start + pieceSize)));
    yield decoded(piece, start);
  }
}

function decoded(piece: Uint8Array, start: number): Uint8Array {
  const bytes = new Uint8Array(Math.floor(piece.length / width));
  const text = Buffer.from(piece).toString("latin1");
  for (let index = 0; index < bytes.length; index++) {
    const from = index * width;
    const digits = text.slice(from, from + width);
    if (!/^[0-9a-f]{2}\n$/i.test(digits))
      throw new MalformedError("rds", start + from, "no byte in hexadecimal digits");
    bytes[index] = Number.parseInt(digits, 16);
  }
  return bytes;
}
