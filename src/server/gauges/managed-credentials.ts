import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const managedCredentials: GaugeDefinition = {
  id: "managed-credentials",
  stage: "fortify",
  position: 1,
  title: "Jobs that fetch their credentials from a secrets manager",
  kind: "metric",
  unit: "percent",
  windowDays: 30,
  goal: { kind: "at-least", value: 100 },
  practice:
    "Fetch secrets from a central vault when they are needed, rather than from static variables.",
  definition:
    "Of the jobs with credentials that ran or were looked at in the last 30 days, how many got none from a static variable, each by its newest run.",
  types: ["job-finished", "secret-fetched", "job-audited"],
  noData: {
    text: "No job with credentials was seen in the last 30 days. Look at your pipelines, or run a job with its secrets from a vault.",
    command: "tare audit .",
  },
  sql: `
select 100 * avg(is_managed::int)::float8 as value, count(*)::int as events, max(time) as fresh_at
from (
  select newest_runs.time, variables = 0 and not coalesce(fetched.has_variable, false) as is_managed
  from (
    select distinct on (command) job, time, coalesce(variables, 0) as variables
    from events
    where type = 'job-finished' and ${within(30)}
      and ${inProjects}
    order by command, time desc
  ) as newest_runs
  left join (
    select job, bool_or(is_variable) as has_variable
    from events
    where type = 'secret-fetched' and ${within(30)}
      and ${inProjects}
    group by job
  ) as fetched using (job)
  where variables > 0 or fetched.has_variable is not null
  union all
  select time, is_managed
  from (
    select distinct on (project, data->>'pipeline', data->>'job')
      time, jsonb_array_length(data->'credentials') as credentials,
      not jsonb_path_exists(data, '$.credentials[*] ? (@.kind == "static")') as is_managed
    from events
    where type = 'job-audited' and ${within(30)}
      and ${inProjects}
    order by project, data->>'pipeline', data->>'job', time desc
  ) as newest_looks
  where credentials > 0
) as jobs
`,
};
