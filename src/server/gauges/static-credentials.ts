import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const staticCredentials: GaugeDefinition = {
  id: "static-credentials",
  stage: "fortify",
  position: 2,
  title: "Active long-lived static credentials",
  kind: "metric",
  unit: "count",
  windowDays: 90,
  goal: { kind: "at-most", value: 0 },
  practice: "Replace keys that live until somebody revokes them by ones that are made for a job.",
  definition:
    "How many different credentials without an end were fetched by a job, stood in the variables of its newest run, were found in a pipeline or seen at a provider in the last 90 days, and not revoked since.",
  types: ["secret-fetched", "job-finished", "job-audited", "credential-seen", "credential-revoked"],
  noData: {
    text: "No credential was seen in the last 90 days. Look at your pipelines, or run a job with its secrets from a vault.",
    command: "tare audit .",
  },
  sql: `
select case when count(*) > 0 then count(distinct (project, credential)) filter (where is_static) end::float8 as value,
  coalesce(sum(events), 0)::int as events, max(time) as fresh_at
from (
  select project, credential, max(time) as time, count(*) as events,
    (array_agg(is_static order by time desc))[1] as is_static
  from (
    select project, coalesce(data->>'secret', data->>'name') as credential, time,
      data->>'lifetime' = 'static' as is_static
    from events
    where type = 'secret-fetched' and ${within(90)}
      and ${inProjects}
    union all
    select project, each->>'name', time, each->>'kind' <> 'short-lived'
    from events, jsonb_array_elements(data->'credentials') as each
    where type = 'job-audited' and ${within(90)}
      and ${inProjects}
    union all
    select project, command || ' ' || number, time, true
    from (
      select distinct on (project, data->>'command')
        project, data->>'command' as command, time, coalesce((data->>'variables')::int, 0) as variables
      from events
      where type = 'job-finished' and ${within(90)}
        and ${inProjects}
      order by project, data->>'command', time desc
    ) as newest_runs, generate_series(1, least(variables, 1000)) as number
    union all
    select project, data->>'credential', time,
      data->>'kind' <> 'short-lived' and (data->>'isActive')::boolean
    from events
    where type = 'credential-seen' and ${within(90)}
      and ${inProjects}
    union all
    select project, data->>'credential', time, false
    from events
    where type = 'credential-revoked' and ${within(90)}
      and ${inProjects}
  ) as seen
  group by project, credential
) as credentials
`,
};
