import * as v from "valibot";
import { count, counts, credentialKind, listOf, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const audit = {
  "audit-finished": {
    title: "pipelines, code and images were looked at",
    data: v.object({ target: text, findings: counts, gaps: count }),
  },
  /** What a job of a pipeline gets, read from the pipeline's own file. */
  "job-audited": {
    title: "a pipeline's job was looked at",
    data: v.object({
      /** `.github/workflows/train.yml`, and the job in it. */
      pipeline: text,
      job: text,
      credentials: listOf(
        v.object({
          name: text,
          kind: credentialKind,
          /** `github-secret`, `oidc`, `vault`. */
          source: text,
          /** In seconds. */
          ttl: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
        }),
      ),
    }),
  },
} as const satisfies EventFamily;
