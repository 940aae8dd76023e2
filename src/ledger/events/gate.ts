import * as v from "valibot";
import { count, listOf, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

const judged = v.object({
  target: text,
  /** Each point of the checklist. */
  checks: listOf(v.object({ check: text, passed: v.boolean(), reason: v.exactOptional(text) })),
  /** How many secrets were found. */
  secrets: v.exactOptional(count),
  gaps: v.exactOptional(count),
  pipeline: v.exactOptional(text),
});

export const gate = {
  "gate-passed": { title: "a release passed the checklist", data: judged },
  "gate-failed": {
    title: "a release did not pass the checklist",
    data: judged,
  },
  /** A person says that a point of the checklist holds for exactly these files. */
  "item-confirmed": {
    title: "somebody confirmed a point of the checklist",
    data: v.object({
      item: text,
      /** One digest for all files. */
      release: text,
      note: v.exactOptional(text),
    }),
  },
  "release-published": {
    title: "a release was published",
    data: v.object({
      target: text,
      /** Where to: `hf:acme/model`. */
      to: v.exactOptional(text),
    }),
  },
} as const satisfies EventFamily;
