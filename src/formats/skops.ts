import type { Format } from "../core/format.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { readDirectory } from "./kit/zip-directory.ts";
import { findEnd } from "./kit/zip-end.ts";
import { packZip } from "./kit/zip-pack.ts";
import { sealZip } from "./kit/zip-seal.ts";
import { stripZip } from "./kit/zip-strip.ts";

/** What `skops.io.dump` always writes: the tree of objects. */
const schema = "schema.json";
/** How the arrays and byte strings beside it are called: by the number of their object. */
const part = /^\d+\.(?:npy|npz|bin|bytes)$/;

/**
 * What skops makes of a scikit-learn model: a zip with the tree of its objects
 * as JSON, and a NumPy file for each array, which `npy.ts` reads.
 */
export const skops: Format = {
  id: "skops",
  title: "skops",
  tier: "specific",
  specification: "https://skops.readthedocs.io/en/stable/persistence.html",
  reads: "the schema and all arrays; zip swept as any other",
  tested: "skops",

  matches: async ({ head, blob }) => {
    if (head[0] !== 0x50 || head[1] !== 0x4b) return false;
    const end = await findEnd(blob);
    const names = (end && (await readDirectory(blob, end)))?.entries.map(({ name }) => name) ?? [];
    return names.includes(schema) && names.every((name) => name === schema || part.test(name));
  },

  async *regions(blob) {
    yield* zipRegions(blob, await readZip(blob));
  },

  reseal: sealZip,
  repack: packZip,
  strip: stripZip,
};
