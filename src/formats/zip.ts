import type { Format } from "../core/format.ts";
import { lengthOf } from "../core/span.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { endIn, type ZipEnd } from "./kit/zip-end.ts";
import { packZip } from "./kit/zip-pack.ts";
import { sealZip } from "./kit/zip-seal.ts";
import { stripZip } from "./kit/zip-strip.ts";

/** Reaches an end record with a short comment. More would cost each unknown blob a longer read. */
const tail = 1024;

/**
 * A zip: what the central directory lists, and what it does not. It is read
 * from its end, so anything may stand before it: a program, an image, a model.
 */
export const zip: Format = {
  id: "zip",
  title: "Zip",
  tier: "general",
  specification: "https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT",
  reads: "names, comments, extra fields; members unpacked; unlisted members and gaps swept",
  tested: "Python",

  mayBeText: true,
  matches: async ({ head, blob }) => isStart(head) || hasMembers(await endIn(blob, tail)),

  async *regions(blob) {
    yield* zipRegions(blob, await readZip(blob));
  },

  reseal: sealZip,
  repack: packZip,
  strip: stripZip,
};

/** An end record without members proves too little where the start is not that of a zip. */
const hasMembers = (end: ZipEnd | undefined): boolean =>
  end !== undefined && lengthOf(end.directory) > 0;

/** A local header, or the end record of an archive without members. */
const isStart = ([p, k, one, two]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && ((one === 3 && two === 4) || (one === 5 && two === 6));
