import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const honeypotDiscovery: GaugeDefinition = {
  id: "honeypot-discovery",
  stage: "reconnaissance",
  position: 2,
  title: "Time to discovery of a planted secret",
  kind: "metric",
  unit: "seconds",
  windowDays: 365,
  goal: { kind: "none" },
  practice:
    "Plant a honeypot secret where everybody can see it, and learn how long it stays unseen.",
  definition:
    "The mean time from planting bait to its first use by somebody else, over bait that was planted in the last year and used.",
  types: ["canary-planted", "canary-tripped"],
  noData: {
    text: "No planted bait was used yet. Plant some in a public place, and write down where; when somebody takes it, add 'canary-tripped'.",
    command: "tare ledger add canary-planted canary=NAME place=WHERE",
  },
  sql: `
select avg(extract(epoch from tripped_at - planted_at))::float8 as value,
  count(*)::int as events, max(tripped_at) as fresh_at
from (
  select planted.time as planted_at, min(tripped.time) as tripped_at
  from (
    select project, data->>'canary' as canary, min(time) as time
    from events
    where type = 'canary-planted' and ${within(365)}
      and ${inProjects}
    group by project, data->>'canary'
  ) as planted
  join events as tripped
    on tripped.type = 'canary-tripped' and tripped.project = planted.project
    and tripped.data->>'canary' = planted.canary
    and tripped.time >= planted.time and tripped.time <= asked.at
    and coalesce((tripped.data->>'isTest')::boolean, false) = false
  group by planted.project, planted.canary, planted.time
) as discovered
`,
};
