import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const trippedCanaries: GaugeDefinition = {
  id: "tripped-canaries",
  stage: "expose",
  position: 3,
  title: "Canaries that were tripped",
  kind: "signal",
  unit: "count",
  windowDays: 30,
  goal: { kind: "none" },
  practice: "Put out bait that does nothing but tell you when somebody takes it.",
  definition:
    "How many different canaries somebody took in the last 30 days, tests of your own left out. Only where there is bait.",
  types: ["canary-minted", "canary-planted", "canary-tripped"],
  noData: {
    text: "There is no bait yet. Make some, and write down what it is called; when somebody takes it, add 'canary-tripped'.",
    command: "tare ledger add canary-minted canary=NAME kind=KIND",
  },
  sql: `
select case when count(*) > 0 then count(distinct (project, data->>'canary')) filter (
    where type = 'canary-tripped' and ${within(30)}
      and coalesce((data->>'isTest')::boolean, false) = false
  ) end::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type in ('canary-minted', 'canary-planted', 'canary-tripped') and time <= asked.at
  and ${inProjects}
`,
};
