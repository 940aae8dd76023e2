import * as v from "valibot";
import { text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const verify = {
  "verify-called": {
    title: "a provider was asked about a credential",
    data: v.object({
      rule: text,
      host: text,
      result: v.picklist(["active", "inactive", "unknown"]),
      fingerprint: text,
    }),
  },
} as const satisfies EventFamily;
