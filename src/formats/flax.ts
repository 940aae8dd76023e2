import type { Format } from "../core/format.ts";
import { lookAt, msgpackRegions } from "./kit/msgpack-file.ts";

/**
 * A Flax checkpoint (`flax_model.msgpack`): MessagePack, in which each array is
 * an extension that holds shape, type and items.
 */
export const flax: Format = {
  id: "flax",
  title: "Flax checkpoint",
  tier: "specific",
  specification: "https://flax.readthedocs.io/en/stable/api_reference/flax.serialization.html",
  reads: "names and strings; arrays skipped; trailer swept",
  tested: "Flax",

  matches: async (probe) => {
    const look = await lookAt(probe);
    return look.reads && look.arrays > 0;
  },

  regions: msgpackRegions,
};
