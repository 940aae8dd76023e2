import * as v from "valibot";
import { findingRef, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const finding = {
  "finding-accepted": {
    title: "somebody accepted a finding",
    data: v.object({
      finding: findingRef,
      reason: text,
      /** The last day on which it holds. */
      expires: v.exactOptional(text),
    }),
  },
  /** What leaked was made worthless: it may still stand there. */
  "finding-rotated": {
    title: "what a finding gave away was rotated",
    data: v.object({ finding: findingRef, note: v.exactOptional(text) }),
  },
  "finding-reopened": {
    title: "somebody opened a finding again",
    data: v.object({ finding: findingRef, note: v.exactOptional(text) }),
  },
} as const satisfies EventFamily;
