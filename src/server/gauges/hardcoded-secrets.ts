import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const hardcodedSecrets: GaugeDefinition = {
  id: "hardcoded-secrets",
  stage: "evaluation",
  position: 2,
  title: "Hardcoded secrets",
  kind: "metric",
  unit: "count",
  windowDays: 90,
  goal: { kind: "at-most", value: 0 },
  practice: "Look at the whole code base, not only at what changed.",
  definition:
    "How many different secrets are open: found by a scan, and since then neither gone nor accepted nor rotated. Only where something was scanned in the last 90 days.",
  types: [
    "scan-finished",
    "finding-opened",
    "finding-closed",
    "finding-accepted",
    "finding-rotated",
    "finding-reopened",
  ],
  noData: {
    text: "Nothing was scanned in the last 90 days. Scan the whole project.",
    command: "tare scan .",
  },
  sql: `
select case when scans.events > 0 then open.findings end as value, scans.events, scans.fresh_at
from (
  select count(*)::float8 as findings
  from finding_periods
  where class = 'secret' and opened_at <= asked.at
    and (closed_at is null or closed_at > asked.at)
    and ${inProjects}
) as open
cross join (
  select count(*)::int as events, max(time) as fresh_at
  from events
  where type = 'scan-finished' and ${within(90)}
    and ${inProjects}
) as scans
`,
};
