import type { Audit } from "../evaluate/audit/audit.ts";
import type { Event, Happening } from "../ledger/event.ts";

type JobAudited = Extract<Happening, { readonly type: "job-audited" }>;

/**
 * What is told of an audit: how it ended, and what each job with credentials is given. A job that had some, and has
 * none or is no longer there, is told once more, without any.
 *
 * @param target The folder, from the project on.
 * @param events What the ledger holds.
 */
export function auditEvents(
  target: string,
  { report: { summary, gaps }, jobs }: Audit,
  events: readonly Event[],
): readonly Happening[] {
  const before = target === "." ? "" : `${target}/`;
  const given = jobs
    .filter(({ credentials }) => credentials.length > 0)
    .map((each): JobAudited => ({
      type: "job-audited",
      ...each,
      pipeline: before + each.pipeline,
    }));
  const now = new Set(given.map(nameOf));
  const gone = [...newestOf(events).values()]
    .filter(({ pipeline, credentials }) => pipeline.startsWith(before) && credentials.length > 0)
    .filter((each) => !now.has(nameOf(each)))
    .map((each): JobAudited => ({ ...each, credentials: [] }));
  return [
    { type: "audit-finished", target, findings: summary.bySeverity, gaps: gaps.length },
    ...given,
    ...gone,
  ];
}

const nameOf = ({ pipeline, job }: JobAudited): string => `${pipeline}\0${job}`;

function newestOf(events: readonly Event[]): ReadonlyMap<string, JobAudited> {
  const newest = new Map<string, JobAudited>();
  for (const { happening } of events)
    if (happening.type === "job-audited") newest.set(nameOf(happening), happening);
  return newest;
}
