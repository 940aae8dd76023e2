import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { innerName } from "./kit/names.ts";
import { packedStream } from "./kit/packed.ts";
import { skippedSize } from "./kit/skippable.ts";
import { isZstd, unpackZstd, zstdObstacle } from "./kit/zstd.ts";
import { deflate, repackStream } from "./kit/pack.ts";

/** Zstandard: frames, unpacked as one stream, and frames of other bytes that readers skip. */
export const zstd: Format = {
  id: "zstd",
  title: "Zstandard",
  tier: "general",
  specification: "https://www.rfc-editor.org/rfc/rfc8878",
  reads: "all frames unpacked; skippable frames and trailer swept",
  tested: "specification",

  // LZ4 has the same skippable frames; a file that starts with one is more often of this kind.
  matches: ({ head }) => isZstd(head) || skippedSize(head) !== undefined,

  async *regions(blob) {
    const all = span(0, blob.size);
    const reason = zstdObstacle(await blob.read(span(0, Math.min(blob.size, 32))));
    if (reason) yield { kind: "gap", reason, span: all };
    else
      yield* packedStream(blob, all, innerName(blob, /\.zstd?$/i), (blob, at, note) =>
        unpackZstd(blob, at, (bytes) => note({ kind: "stretch", as: "binary", span: bytes })),
      );
  },

  repack: repackStream((member) => deflate("zstd", member)),
};
