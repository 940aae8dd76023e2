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
select case when count(*) > 0 then sum(different) end::float8 as value,
  coalesce(sum(events), 0)::int as events, max(time) as fresh_at
from (
  select coalesce(is_static, false)::int as different, events, time
  from (
    select count(*) as events, max(time) as time,
      max(time) filter (where is_static) = max(time) as is_static
    from (
      select credential, is_static, time
      from events
      where type in ('secret-fetched', 'credential-seen', 'credential-revoked') and ${within(90)}
        and ${inProjects}
      union all
      select md5(md5(project) || (each->>'name'))::uuid, each->>'kind' <> 'short-lived', time
      from events, jsonb_array_elements(data->'credentials') as each
      where type = 'job-audited' and ${within(90)}
        and ${inProjects}
    ) as seen
    group by credential
  ) as credentials
  union all
  select variables, variables, time
  from (
    select distinct on (command) variables, time
    from events
    where type = 'job-finished' and ${within(90)}
      and ${inProjects}
    order by command, time desc
  ) as newest_runs
  where variables > 0
) as counted
`,
};
