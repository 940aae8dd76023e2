import * as v from "valibot";
import { count, listOf, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

/** Who took part, by the names that they have as actors. */
const participants = listOf(text);

export const drill = {
  "drill-started": {
    title: "a drill began",
    data: v.object({ drill: text, kind: text }),
  },
  "drill-finished": {
    title: "a drill ended",
    data: v.object({ drill: text, participants }),
  },
  "tabletop-finished": {
    title: "a tabletop exercise ended",
    data: v.object({
      scenario: text,
      participants,
      /** How many changes to the playbook came of it. */
      improvements: count,
    }),
  },
  "flag-captured": {
    title: "somebody found a flag",
    data: v.object({ challenge: text, participant: text }),
  },
} as const satisfies EventFamily;
