import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const anomalousBehaviour: GaugeDefinition = {
  id: "anomalous-behaviour",
  stage: "expose",
  position: 2,
  title: "GuardDuty alerts of anomalous behaviour",
  kind: "signal",
  unit: "count",
  windowDays: 30,
  goal: { kind: "none" },
  practice: "The provider watches how keys are used, and you hear of it.",
  definition:
    "How many alerts of GuardDuty were about anomalous behaviour in the last 30 days, of all of its alerts.",
  types: ["alert-raised"],
  noData: {
    text: "No alert of GuardDuty in the last 30 days: nothing happened, or nobody is listening. Let whatever gets them write them down.",
    command: "tare ledger add alert-raised source=guardduty kind=TYPE",
  },
  sql: `
select count(*) filter (where data->>'kind' like '%AnomalousBehavior%')::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type = 'alert-raised' and data->>'source' = 'guardduty' and ${within(30)}
  and ${inProjects}
`,
};
