import * as v from "valibot";
import { text, time } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const alert = {
  "alert-raised": {
    title: "an alert was raised",
    data: v.object({
      /** `guardduty`, `cloudtrail`, `canary`, `tare`. */
      source: text,
      /** As the source calls it: `UnauthorizedAccess:IAMUser/AnomalousBehavior`. */
      kind: text,
      /** The name of the credential, where it is about one. */
      credential: v.exactOptional(text),
      /** When the use began that it warns of. */
      anomalyAt: v.exactOptional(time),
      /** The drill that it belongs to. */
      drill: v.exactOptional(text),
    }),
  },
} as const satisfies EventFamily;
