import * as v from "valibot";
import { count } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const ledger = {
  /** Bytes behind the last whole line, which a writer left that was ended. */
  "ledger-repaired": {
    title: "an unfinished line of the ledger was taken away",
    data: v.object({ bytes: count }),
  },
} as const satisfies EventFamily;
