import {
  constants,
  createDeflate,
  createDeflateRaw,
  createGzip,
  createZstdCompress,
} from "node:zlib";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import { span } from "../../core/span.ts";
import type { Packing } from "./inflate.ts";

const pieceSize = 256 * 1024;

const makers = {
  raw: () => createDeflateRaw(),
  zlib: () => createDeflate(),
  gzip: () => createGzip(),
  // Some readers want a frame to say its size.
  zstd: (pledgedSrcSize: number) =>
    createZstdCompress({ pledgedSrcSize, params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
} as const;

/** The bytes of a blob, piece by piece. */
export async function* piecesOf(blob: Blob, part = span(0, blob.size)): AsyncGenerator<Uint8Array> {
  for (let at = part.start; at < part.end; at += pieceSize)
    yield Uint8Array.from(await blob.read(span(at, Math.min(at + pieceSize, part.end))));
}

/** Packs a blob as one stream: what `inflate` undoes. The same bytes always give the same. */
export async function* deflate(packing: Packing, blob: Blob): AsyncGenerator<Uint8Array> {
  const stream = makers[packing](blob.size);
  stream.on("error", () => {});
  void feed(stream, blob);
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } finally {
    stream.destroy();
  }
}

/**
 * `Format.repack` for a blob that is one stream, so that it has one member. Without
 * it nothing is packed. What stood behind the stream is not kept: no reader sees it.
 *
 * @param pack Given what the member becomes, and the blob as it was.
 */
export const repackStream = (
  pack: (member: Blob, old: Blob) => AsyncGenerator<Uint8Array>,
): NonNullable<Format["repack"]> =>
  async function* (blob, members) {
    const [member] = members.values();
    if (members.size === 0) yield* piecesOf(blob);
    else yield* pack(member ?? memoryBlob(new Uint8Array(), blob.origin), blob);
  };

type Stream = ReturnType<(typeof makers)[Packing]>;

/** Errors go to whoever reads the stream. */
async function feed(stream: Stream, blob: Blob): Promise<void> {
  try {
    for await (const piece of piecesOf(blob))
      await new Promise<void>((resolve) => {
        stream.write(piece, () => resolve());
      });
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}
