import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const timeToRemediate: GaugeDefinition = {
  id: "time-to-remediate",
  stage: "exercise",
  position: 1,
  title: "Time to remediate a simulated leak",
  kind: "metric",
  unit: "seconds",
  windowDays: 365,
  goal: { kind: "at-most", value: 3600 },
  practice: "Practise: leak a fake secret, and see how long it takes until it is worthless.",
  definition:
    "The mean time from the alert to the confirmed revocation, over drills of the last year that had both.",
  types: ["alert-raised", "credential-revoked"],
  noData: {
    text: "No drill went from alert to revocation in the last year. Leak a fake key, and write down the alert; when it is revoked, add 'credential-revoked' of the same drill.",
    command: "tare ledger add alert-raised source=SOURCE kind=KIND drill=NAME",
  },
  sql: `
select avg(extract(epoch from revoked_at - alerted_at))::float8 as value,
  count(*)::int as events, max(revoked_at) as fresh_at
from (
  select project, data->>'drill' as drill,
    min(time) filter (where type = 'alert-raised') as alerted_at,
    min(time) filter (where type = 'credential-revoked' and (data->>'confirmed')::boolean) as revoked_at
  from events
  where type in ('alert-raised', 'credential-revoked') and data->>'drill' is not null
    and ${within(365)}
    and ${inProjects}
  group by project, data->>'drill'
) as drills
where revoked_at >= alerted_at
`,
};
