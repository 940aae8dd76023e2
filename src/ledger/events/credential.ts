import * as v from "valibot";
import { credentialKind, text, time } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const credential = {
  /** There is such a credential, as its provider or an inventory says. */
  "credential-seen": {
    title: "there is a credential",
    data: v.object({
      credential: text,
      provider: text,
      kind: credentialKind,
      isActive: v.boolean(),
      createdAt: v.exactOptional(time),
    }),
  },
  "credential-revoked": {
    title: "a credential was revoked",
    data: v.object({
      credential: text,
      /** Whether its provider was asked, and says so. */
      confirmed: v.boolean(),
      /** The drill that it belongs to. */
      drill: v.exactOptional(text),
    }),
  },
} as const satisfies EventFamily;
