import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const timeToDetect: GaugeDefinition = {
  id: "time-to-detect",
  stage: "expose",
  position: 1,
  title: "Mean time to detect a compromised key",
  kind: "metric",
  unit: "seconds",
  windowDays: 90,
  goal: { kind: "at-most", value: 3600 },
  practice: "Know when a leaked key is used, before much is lost.",
  definition:
    "The mean time from the first anomalous use to the alert, over alerts of the last 90 days that know when that was.",
  types: ["alert-raised"],
  noData: {
    text: "No alert that knows its first anomalous use in the last 90 days. Let whatever raises alerts write down when the use began.",
    command: "tare ledger add alert-raised source=SOURCE kind=KIND anomalyAt=TIME",
  },
  sql: `
select avg(extract(epoch from time - (data->>'anomalyAt')::timestamptz))::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type = 'alert-raised' and data->>'anomalyAt' is not null and ${within(90)}
  and ${inProjects}
`,
};
