import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { isLz4, lz4Obstacle, unpackLz4 } from "./kit/lz4.ts";
import { innerName } from "./kit/names.ts";
import { packedStream } from "./kit/packed.ts";
import { packLz4 } from "./kit/lz4-pack.ts";
import { repackStream } from "./kit/pack.ts";

/** LZ4: frames, new and legacy, unpacked as one stream, and frames of other bytes that readers skip. */
export const lz4: Format = {
  id: "lz4",
  title: "LZ4",
  tier: "general",
  specification: "https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md",
  reads: "all frames unpacked; skippable frames and trailer swept",
  tested: "joblib",

  matches: ({ head }) => isLz4(head),

  async *regions(blob) {
    const all = span(0, blob.size);
    const reason = lz4Obstacle(await blob.read(span(0, Math.min(blob.size, 32))));
    if (reason) yield { kind: "gap", reason, span: all };
    else
      yield* packedStream(blob, all, innerName(blob, /\.lz4$/i), (blob, at, note) =>
        unpackLz4(blob, at, (bytes) => note({ kind: "stretch", as: "binary", span: bytes })),
      );
  },

  repack: repackStream(packLz4),
};
