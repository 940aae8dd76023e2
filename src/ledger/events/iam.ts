import * as v from "valibot";
import { count, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const iam = {
  "policy-analysed": {
    title: "a role's permissions were looked at",
    data: v.object({
      /** `aws`, and the role's name. */
      provider: text,
      role: text,
      /** How many of its statements allow `*`. */
      wildcards: count,
    }),
  },
  /** A job failed for lack of permission: least privilege holds, or wants tuning. */
  "access-denied": {
    title: "a job lacked a permission",
    data: v.object({ job: text, action: text, role: v.exactOptional(text) }),
  },
} as const satisfies EventFamily;
