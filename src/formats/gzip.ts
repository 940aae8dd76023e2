import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { isGzip, readGzipHeader, sealGzipHeader, unpackGzip } from "./kit/gzip.ts";
import { innerName } from "./kit/names.ts";
import { packedStream } from "./kit/packed.ts";
import { packGzip } from "./kit/gzip-pack.ts";
import { stripGzip } from "./kit/gzip-strip.ts";
import { repackStream } from "./kit/pack.ts";

/** Gzip: members, each with the name of the file that it was made from, unpacked as one stream. */
export const gzip: Format = {
  id: "gzip",
  title: "Gzip",
  tier: "general",
  specification: "https://www.rfc-editor.org/rfc/rfc1952",
  reads: "names, comments, extra fields; all members unpacked; trailer swept",
  tested: "Python",

  matches: ({ head }) => isGzip(head),

  async *regions(blob) {
    const all = span(0, blob.size);
    const header = await readGzipHeader(blob, all);
    yield* header.labels;
    const name = header.name || innerName(blob, /\.gz$/i);
    yield* packedStream(blob, all, name, unpackGzip);
  },

  reseal: sealGzipHeader,
  repack: repackStream(packGzip),
  strip: stripGzip,
};
