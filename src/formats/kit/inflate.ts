import {
  constants,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import { MalformedError, TareError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";

/**
 * Unpacks the stream that starts at `at.start`, chunk by chunk, and returns the
 * offset in `blob` at which the stream ends, which may be before `at.end`.
 *
 * @throws {MalformedError} The stream is damaged, or ends too soon.
 */
export type Unpack = (blob: Blob, at: Span) => AsyncGenerator<Uint8Array, number>;

/** What `node:zlib` undoes: bare deflate, deflate in zlib or in gzip, and zstd. */
export type Packing = "raw" | "zlib" | "gzip" | "zstd";

/** How much is read, and how much is handed on at once, in bytes. */
const firstPiece = 4 * 1024;
const pieceSize = 64 * 1024;
const chunkSize = 256 * 1024;

/** Zstd's window as a power of two: 128 MiB, which is also what `zstd -d` allows unasked. */
const largestWindow = 27;

const makers = {
  raw: () => createInflateRaw({ chunkSize }),
  zlib: () => createInflate({ chunkSize }),
  gzip: () => createGunzip({ chunkSize }),
  zstd: () =>
    createZstdDecompress({
      chunkSize,
      params: { [constants.ZSTD_d_windowLogMax]: largestWindow },
    }),
} as const;

type Stream = ReturnType<(typeof makers)[Packing]>;

/**
 * Unpacks one stream: `raw` and `zlib` stop where it ends; `gzip` goes on with
 * the members that follow, and `zstd` may with the frames.
 *
 * @throws {MalformedError} The stream is damaged, or ends too soon.
 */
export function inflate(
  packing: Packing,
  blob: Blob,
  at: Span,
): AsyncGenerator<Uint8Array, number> {
  return inflatePieces(packing, pieces(blob, at), at.start);
}

/**
 * The same for packed bytes that come piece by piece.
 *
 * @param base Where the pieces start in their blob, for errors and for the end that is returned.
 */
export async function* inflatePieces(
  packing: Packing,
  input: AsyncIterable<Uint8Array>,
  base: number,
): AsyncGenerator<Uint8Array, number> {
  const stream = makers[packing]();
  // Whoever waits for chunks hears of an error; when nobody waits any more it is of no interest.
  stream.on("error", () => {});
  void feed(stream, input);
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
    return base + stream.bytesWritten;
  } catch (error) {
    if (error instanceof TareError || !isDamage(error)) throw error;
    throw new MalformedError(packing, base + stream.bytesWritten, error.message.toLowerCase());
  } finally {
    stream.destroy();
  }
}

/** The bytes of `at`, read as they are asked for: little at first, as many streams are short. */
async function* pieces(blob: Blob, at: Span): AsyncGenerator<Uint8Array> {
  let size = firstPiece;
  for (let from = at.start; from < at.end; from += size, size = Math.min(size * 4, pieceSize))
    yield blob.read(span(from, Math.min(from + size, at.end)));
}

/** Writes the input until it ends, or the stream does. Errors go to whoever reads the stream. */
async function feed(stream: Stream, input: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    let fed = 0;
    for await (const piece of input) {
      fed += piece.length;
      const taken = await write(stream, piece);
      if (!taken || stream.bytesWritten < fed) return;
    }
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Resolves once the piece is used up; false when the stream has failed. */
const write = async (stream: Stream, piece: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => {
    stream.write(piece, (error) => resolve(!error));
  });

/** Zlib and zstd name their complaints `Z_…` and `ZSTD_error_…`. */
const isDamage = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && /^Z(?:STD)?_/.test(String(error.code));

/** Shows each chunk to `see` before it is passed on, and closes `chunks` when the reader stops early. */
export async function* tapped(
  chunks: AsyncGenerator<Uint8Array, number>,
  see: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array, number> {
  try {
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) return value;
      see(value);
      yield value;
    }
  } finally {
    await chunks.return(0);
  }
}
