import * as v from "valibot";
import { count, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const clean = {
  "clean-finished": {
    title: "a target was cleaned",
    data: v.object({ target: text, edits: count, dropped: count, left: count }),
  },
  "proof-checked": {
    title: "the proof of a cleaning was checked",
    data: v.object({ target: text, holds: v.boolean() }),
  },
} as const satisfies EventFamily;
