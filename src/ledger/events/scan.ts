import * as v from "valibot";
import { count, counts, findingRef, findingView, listOf, name, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

const change = v.object({
  target: text,
  finding: findingRef,
  /** How it looks; ledgers of before say only which it is. */
  view: v.exactOptional(findingView),
  /** The `scan` of the scan that saw it. */
  scan: v.exactOptional(name),
});

export const scan = {
  "scan-finished": {
    title: "a target was scanned",
    data: v.object({
      target: text,
      findings: counts,
      gaps: count,
      durationMs: v.pipe(v.number(), v.minValue(0)),
      /** Names this scan in the events that it led to. */
      scan: v.exactOptional(name),
      /** Where a pipeline ran it, `github-actions`; absent on somebody's own machine. */
      pipeline: v.exactOptional(text),
      /** Whether it ended the build: something was found from `--fail-on` on. */
      failed: v.exactOptional(v.boolean()),
      files: v.exactOptional(count),
      bytesSeen: v.exactOptional(count),
      bytesRead: v.exactOptional(count),
      /** How many of the findings are secrets. */
      secrets: v.exactOptional(count),
      /** What was not inspected, the first hundred. */
      notInspected: v.exactOptional(listOf(v.object({ path: text, reason: text, bytes: count }))),
    }),
  },
  /** Found in the target, and not open there before. */
  "finding-opened": { title: "a finding is new", data: change },
  /** No longer found in the target. */
  "finding-closed": { title: "a finding is gone", data: change },
  "report-imported": {
    title: "another scanner's report was read",
    data: v.object({
      target: text,
      /** `gitleaks`, `trufflehog`, `github-secret-scanning`. */
      tool: text,
      findings: counts,
      pipeline: v.exactOptional(text),
    }),
  },
} as const satisfies EventFamily;
