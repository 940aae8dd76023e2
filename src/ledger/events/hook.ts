import * as v from "valibot";
import { count, findingRef, listOf, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

const blocked = v.object({
  findings: listOf(findingRef),
  /** How many files could not be inspected, where that blocks. */
  gaps: v.exactOptional(count),
});
const passed = v.object({ files: count });

export const hook = {
  "commit-blocked": { title: "the hook stopped a commit", data: blocked },
  "commit-passed": { title: "the hook let a commit pass", data: passed },
  "push-blocked": { title: "the hook stopped a push", data: blocked },
  "push-passed": { title: "the hook let a push pass", data: passed },
  "upload-blocked": {
    title: "the hook stopped an upload",
    data: v.object({
      /** Those that belong to no release. */
      files: listOf(text),
      findings: v.exactOptional(listOf(findingRef)),
    }),
  },
  "upload-passed": { title: "the hook let an upload pass", data: passed },
} as const satisfies EventFamily;
