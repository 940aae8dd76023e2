import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const failedBuilds: GaugeDefinition = {
  id: "failed-builds",
  stage: "evaluation",
  position: 3,
  title: "Builds that failed because of a secret",
  kind: "signal",
  unit: "count",
  windowDays: 30,
  goal: { kind: "none" },
  practice: "A build in which a secret is found fails.",
  definition: "How many scans or gates in a pipeline failed and saw a secret in the last 30 days.",
  types: ["scan-finished", "gate-failed", "gate-passed"],
  noData: {
    text: "No scan or gate ran in a pipeline in the last 30 days. Add one to yours.",
    command: "tare scan . --fail-on high",
  },
  sql: `
select count(*) filter (where is_failed_by_secret)::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type in ('scan-finished', 'gate-failed', 'gate-passed') and in_pipeline and ${within(30)}
  and ${inProjects}
`,
};
