import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { bzip2Level, unpackBzip2 } from "./kit/bzip2.ts";
import { packBzip2 } from "./kit/bzip2-pack.ts";
import { innerName } from "./kit/names.ts";
import { repackStream } from "./kit/pack.ts";
import { packedStream } from "./kit/packed.ts";

/** What stands after the header: the mark of a block, or of the end of a stream of none. */
const marks = ["314159265359", "177245385090"];

/** Bzip2: streams of blocks, unpacked as one. It says nothing but the data. */
export const bzip2: Format = {
  id: "bzip2",
  title: "Bzip2",
  tier: "general",
  specification: "https://sourceware.org/bzip2/",
  reads: "all streams unpacked; trailer swept",
  tested: "Python",

  matches: ({ head }) => bzip2Level(head) > 0 && marks.includes(hexadecimal(head.subarray(4, 10))),

  async *regions(blob) {
    yield* packedStream(blob, span(0, blob.size), innerName(blob, /\.bz2?$/i), unpackBzip2);
  },

  repack: repackStream(packBzip2),
};

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
