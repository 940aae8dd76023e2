import * as v from "valibot";
import { text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const canary = {
  "canary-minted": {
    title: "bait was made",
    data: v.object({ canary: text, kind: text }),
  },
  "canary-planted": {
    title: "bait was put out",
    data: v.object({ canary: text, place: text }),
  },
  /** Somebody used it. */
  "canary-tripped": {
    title: "somebody took the bait",
    data: v.object({
      canary: text,
      /** Where from, as far as it was told. */
      address: v.exactOptional(text),
      agent: v.exactOptional(text),
      /** A test of our own: it counts as no discovery. */
      isTest: v.exactOptional(v.boolean()),
    }),
  },
} as const satisfies EventFamily;
