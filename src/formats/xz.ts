import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { innerName } from "./kit/names.ts";
import { packedStream } from "./kit/packed.ts";
import { isXz, unpackXz, xzObstacle } from "./kit/xz.ts";
import { repackStream } from "./kit/pack.ts";
import { packXz } from "./kit/xz-pack.ts";

/** XZ: streams of blocks with LZMA2 in them, unpacked as one. It says nothing but the data. */
export const xz: Format = {
  id: "xz",
  title: "XZ",
  tier: "general",
  specification: "https://tukaani.org/xz/xz-file-format.txt",
  reads: "all streams unpacked; trailer swept; filters other than LZMA2 are not undone",
  tested: "Python",

  matches: ({ head }) => isXz(head),

  async *regions(blob) {
    const all = span(0, blob.size);
    const reason = await xzObstacle(blob, all);
    if (reason) yield { kind: "gap", reason, span: all };
    else yield* packedStream(blob, all, innerName(blob, /\.xz$/i), unpackXz);
  },

  repack: repackStream(packXz),
};
