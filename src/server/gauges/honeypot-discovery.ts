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
  select planted_at, min(time) filter (where type = 'canary-tripped' and not is_test and time >= planted_at) as tripped_at
  from (
    select canary, type, is_test, time,
      min(time) filter (where type = 'canary-planted') over (partition by canary) as planted_at
    from events
    where type in ('canary-planted', 'canary-tripped') and ${within(365)}
      and ${inProjects}
  ) as used
  group by canary, planted_at
) as discovered
where tripped_at is not null
`,
};
