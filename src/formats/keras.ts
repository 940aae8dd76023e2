import type { Format, Probe } from "../core/format.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { readDirectory } from "./kit/zip-directory.ts";
import { findEnd } from "./kit/zip-end.ts";
import { packZip } from "./kit/zip-pack.ts";
import { sealZip } from "./kit/zip-seal.ts";
import { stripZip } from "./kit/zip-strip.ts";

/**
 * What `model.save("x.keras")` writes: a zip with a configuration, what is told
 * of the model, and the weights as HDF5. Each is a member like those of any zip.
 */
export const keras: Format = {
  id: "keras",
  title: "Keras",
  tier: "specific",
  specification: "https://github.com/keras-team/keras/blob/master/keras/src/saving/saving_lib.py",
  reads: "names, configuration, weights as HDF5, assets; zip swept as any other",
  tested: "Keras",

  matches: async (probe) => {
    const [p, k, three] = probe.head;
    if (p !== 0x50 || k !== 0x4b || three !== 3) return false;
    const members = new Set(await names(probe));
    return members.has("config.json") && members.has("metadata.json") && hasWeights(members);
  },

  async *regions(blob) {
    yield* zipRegions(blob, await readZip(blob));
  },

  reseal: sealZip,
  repack: packZip,
  strip: stripZip,
};

/** Weights are HDF5, or a map to several of those; early releases of Keras 3 could write arrays of numpy. */
const hasWeights = (members: ReadonlySet<string>): boolean =>
  ["model.weights.h5", "model.weights.json", "model.weights.npz"].some((each) => members.has(each));

async function names({ blob }: Probe): Promise<string[]> {
  const end = await findEnd(blob);
  const directory = end && (await readDirectory(blob, end));
  return directory?.entries.map(({ name }) => name) ?? [];
}
