import * as v from "valibot";
import type { CredentialKind, JobCredential, Page, PipelineJob } from "../api.ts";
import { projectsOf } from "../auth/caller.ts";
import type { Queries } from "../database/database.ts";
import { projects } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import { hashOf } from "../auth/secrets.ts";

const isRecent =
  "time > now() - interval '90 days' and ($1::text[] is null or project = any($1::text[]))";

/** Each job that ran under `tare run` once: how often it ran, and its newest run with what that fetched. */
const ran = `
select project, data->>'command' as name, time, runs, failed, coalesce(variables, 0) as variables,
  null::jsonb as credentials, coalesce(fetched.secrets, '[]') as secrets
from (
  select command, max(time) as time, count(*) as runs, count(*) filter (where has_failed) as failed
  from events
  where type = 'job-finished' and ${isRecent}
  group by command order by max(time) desc limit 1000
) as counted
cross join lateral (
  select project, data, job, variables from events
  where type = 'job-finished' and time = counted.time and command = counted.command limit 1
) as newest
left join lateral (
  select jsonb_agg(data || jsonb_build_object('time', time) order by time) as secrets
  from events
  where type = 'secret-fetched' and job = newest.job
    and time <= counted.time and time > counted.time - interval '7 days'
) as fetched on true`;

/** Each job of a pipeline that `tare audit` read once, as it was seen last. */
const audited = `
select distinct on (project, name) project, name, time, count(*) over job as runs, 0 as failed, 0 as variables,
  credentials, '[]'::jsonb as secrets
from (
  select project, (data->>'pipeline') || ' ' || (data->>'job') as name, time, data->'credentials' as credentials
  from events
  where type = 'job-audited' and ${isRecent}
) as looks
window job as (partition by project, name)
order by project, name, time desc`;

const newestRuns = `
select * from (${ran}) as ran union all (select * from (${audited}) as audited order by time desc limit 1000)
order by project, name`;

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
