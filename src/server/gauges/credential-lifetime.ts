import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const credentialLifetime: GaugeDefinition = {
  id: "credential-lifetime",
  stage: "limit",
  position: 2,
  title: "Mean time to live of pipeline credentials",
  kind: "metric",
  unit: "seconds",
  windowDays: 30,
  goal: { kind: "at-most", value: 3600 },
  practice: "Use credentials that end by themselves, within the hour.",
  definition:
    "The mean time to live of credentials that were made for a job or found in a pipeline in the last 30 days. Those without an end have none, and are counted as long-lived static credentials instead.",
  types: ["secret-fetched", "job-audited"],
  noData: {
    text: "No short-lived credential was seen in the last 30 days. Let a job get one made for it.",
    command: "tare run -- COMMAND",
  },
  sql: `
select avg(ttl)::float8 as value, count(*)::int as events, max(time) as fresh_at
from (
  select ttl, time
  from events
  where type = 'secret-fetched' and ttl is not null and ${within(30)}
    and ${inProjects}
  union all
  select (each->>'ttl')::float8, time
  from events, jsonb_array_elements(data->'credentials') as each
  where type = 'job-audited' and each->>'ttl' is not null and ${within(30)}
    and ${inProjects}
) as lifetimes
`,
};
