import { basename } from "node:path";
import type { Report } from "../core/report.ts";
import type { Fetched } from "../fortify/run/fetched.ts";
import { shownReference } from "../fortify/run/reference.ts";
import type { Outcome } from "../fortify/run/run.ts";
import type { Happening } from "../ledger/event.ts";
import { resultOf } from "./scan-events.ts";

/** What is told of secrets that were fetched for a job: where they came from, and how long they live. */
export const fetchedEvents = (job: string, secrets: readonly Fetched[]): readonly Happening[] =>
  secrets.map(({ name, source, lifetime, ttl, reference }) => ({
    type: "secret-fetched",
    name,
    source,
    lifetime,
    ...(ttl !== undefined && { ttl }),
    secret: shownReference(reference),
    job,
  }));

/** What is told of a job that is over. Of the command only its program: arguments may hold anything. */
export const finishedEvents = (
  job: string,
  program: string,
  { status, masked, secrets, fetched, kept }: Outcome,
): readonly Happening[] => [
  ...kept.map(({ message }) => ({ type: "credential-left", job, reason: message }) as const),
  {
    type: "job-finished",
    command: basename(program),
    status,
    masked,
    job,
    variables: secrets.length - fetched,
  },
];

/** What is told of a look at the files that a job wrote. */
export const scannedEvent = (report: Report): Happening => ({
  type: "scan-finished",
  target: report.target,
  ...resultOf(report),
});
