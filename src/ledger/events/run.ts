import * as v from "valibot";
import { count, text } from "../atoms.ts";
import type { EventFamily } from "../family.ts";

export const run = {
  "secret-fetched": {
    title: "a job fetched a secret",
    data: v.object({
      /** Of the variable, and where it came from: `vault`, `aws-secrets-manager`, `environment`. */
      name: text,
      source: text,
      /** Made for this job, or there before it. */
      lifetime: v.picklist(["short-lived", "static"]),
      /** In seconds, where it ends by itself. */
      ttl: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
      /** What it is called there: `vault://secret/data/hub#token`. */
      secret: v.exactOptional(text),
      /** The job that it was fetched for: the same in `job-finished`. */
      job: v.exactOptional(text),
    }),
  },
  /** Something that was made for a job, and could not be given back at its end. */
  "credential-left": {
    title: "a job left a credential behind",
    data: v.object({ job: text, reason: text }),
  },
  "job-finished": {
    title: "a job ended",
    data: v.object({
      command: text,
      status: v.number(),
      /** How often a secret was masked in what it printed. */
      masked: count,
      job: v.exactOptional(text),
      /** Secrets that stood in its environment without being fetched, by the names of the variables. */
      variables: v.exactOptional(count),
    }),
  },
} as const satisfies EventFamily;
