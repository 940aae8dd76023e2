import * as v from "valibot";
import type { CredentialKind, JobCredential, Page, PipelineJob } from "../api.ts";
import { projectsOf } from "../auth/caller.ts";
import type { Queries } from "../database/database.ts";
import { projects } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import { hashOf } from "../auth/secrets.ts";

/** Jobs that ran under `tare run`, and those of which `tare audit` read the pipeline, in the last 90 days. */
const jobs = `
select project, data->>'command' as name, time, (data->>'status')::float8 <> 0 as failed,
  data->>'job' as job, coalesce((data->>'variables')::int, 0) as variables, null::jsonb as credentials
from events
where type = 'job-finished' and time > now() - interval '90 days' and ($1::text[] is null or project = any($1::text[]))
union all
select project, (data->>'pipeline') || ' ' || (data->>'job'), time, false, null, 0, data->'credentials'
from events
where type = 'job-audited' and time > now() - interval '90 days' and ($1::text[] is null or project = any($1::text[]))`;

/** Each job once: how often it ran, and its newest run with what that fetched. */
const newestRuns = `
with jobs as (${jobs}),
counted as (
  select project, name, count(*) as runs, count(*) filter (where failed) as failed, max(time) as time
  from jobs group by project, name order by max(time) desc limit 1000
)
select distinct on (counted.project, counted.name)
  counted.*, jobs.variables, jobs.credentials, coalesce(fetched.secrets, '[]') as secrets
from counted join jobs using (project, name, time)
left join lateral (
  select jsonb_agg(data || jsonb_build_object('time', time) order by time) as secrets
  from events
  where type = 'secret-fetched' and project = jobs.project and data->>'job' = jobs.job
    and time <= jobs.time and time > jobs.time - interval '7 days'
) as fetched on true
order by counted.project, counted.name`;

interface JobRecord {
  readonly project: string;
  readonly name: string;
  readonly time: string;
  readonly runs: number;
  readonly failed: number;
  readonly variables: number;
  readonly credentials: readonly AuditedCredential[] | null;
  readonly secrets: readonly FetchedSecret[];
}

interface AuditedCredential {
  readonly name: string;
  readonly kind: CredentialKind;
  readonly source: string;
  readonly ttl?: number;
}

interface FetchedSecret {
  readonly name: string;
  readonly source: string;
  readonly lifetime: "short-lived" | "static";
  readonly ttl?: number;
}

/** The weakest first. */
const kinds: readonly CredentialKind[] = ["static", "managed", "short-lived"];

const ttlOf = (ttl: number | undefined) => (ttl === undefined ? {} : { ttlSeconds: ttl });

function kindOf({ lifetime, source }: FetchedSecret): CredentialKind {
  if (lifetime === "short-lived") return lifetime;
  return source === "environment" ? "static" : "managed";
}

function credentialsOf({ time, credentials, secrets, variables }: JobRecord): JobCredential[] {
  const fetched = secrets.map((each) => ({
    name: each.name,
    kind: kindOf(each),
    source: each.source,
    ...ttlOf(each.ttl),
    lastSeenAt: time,
  }));
  const audited = (credentials ?? []).map(({ name, kind, source, ttl }) => ({
    name,
    kind,
    source,
    ...ttlOf(ttl),
    lastSeenAt: time,
  }));
  // The ledger counts variables that hold a secret, and does not name them.
  const counted =
    variables === 0
      ? []
      : [
          {
            name: `${variables} variables`,
            kind: "static" as const,
            source: "environment",
            lastSeenAt: time,
          },
        ];
  return [...fetched, ...audited, ...counted];
}

function jobOf(record: JobRecord): PipelineJob {
  const credentials = credentialsOf(record);
  const kind = kinds.find((each) => credentials.some((credential) => credential.kind === each));
  const { project, name, time, runs, failed } = record;
  return {
    id: hashOf(`${project}\0${name}`).slice(0, 32),
    project,
    name,
    lastRunAt: time,
    runs,
    failed,
    credentials,
    ...(kind !== undefined && { kind }),
  };
}

const jobsOf = async (
  { query }: Queries,
  projects: readonly string[] | undefined,
): Promise<PipelineJob[]> => (await query<JobRecord>(newestRuns, [projects ?? null])).map(jobOf);

export const pipelines: Routes = [
  route({
    method: "GET",
    path: "/api/pipelines",
    access: "read",
    summary: "Which jobs use static, managed or short-lived credentials",
    answers: "Page<PipelineJob>",
    query: v.object({ project: projects }),
    answer: async ({ query: { project }, caller }, { database }) => {
      const items = await jobsOf(database, projectsOf(caller, project));
      return Response.json({ items, total: items.length } satisfies Page<PipelineJob>);
    },
  }),
];
