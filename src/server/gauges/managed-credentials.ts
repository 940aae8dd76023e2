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
  select * from (
    select distinct on (finished.project, finished.data->>'command')
      finished.time,
      coalesce((finished.data->>'variables')::int, 0) = 0
        and coalesce(fetched.environment, 0) = 0 as is_managed,
      coalesce((finished.data->>'variables')::int, 0) + coalesce(fetched.secrets, 0) as credentials
    from events as finished
    left join (
      select project, data->>'job' as job, count(*) as secrets,
        count(*) filter (where data->>'source' = 'environment') as environment
      from events
      where type = 'secret-fetched' and ${within(30)}
        and ${inProjects}
      group by project, data->>'job'
    ) as fetched
      on fetched.project = finished.project and fetched.job = finished.data->>'job'
    where finished.type = 'job-finished'
      and finished.time > asked.at - interval '30 days' and finished.time <= asked.at
      and (asked.projects is null or finished.project = any(asked.projects))
    order by finished.project, finished.data->>'command', finished.time desc
  ) as ran
  union all
  select * from (
    select distinct on (project, data->>'pipeline', data->>'job')
      time,
      not jsonb_path_exists(data, '$.credentials[*] ? (@.kind == "static")') as is_managed,
      jsonb_array_length(data->'credentials') as credentials
    from events
    where type = 'job-audited' and ${within(30)}
      and ${inProjects}
    order by project, data->>'pipeline', data->>'job', time desc
  ) as audited
) as jobs
where credentials > 0
`,
};
