import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const scannerAlerts: GaugeDefinition = {
  id: "scanner-alerts",
  stage: "reconnaissance",
  position: 3,
  title: "Alerts of scanners in pipelines",
  kind: "signal",
  unit: "count",
  windowDays: 30,
  goal: { kind: "none" },
  practice: "A tool in the pipeline looks at each change, and says when something is wrong.",
  definition:
    "How many scans that ran in a pipeline, or reports of other scanners from one, found something of severity high or critical in the last 30 days.",
  types: ["scan-finished", "report-imported"],
  noData: {
    text: "No scan ran in a pipeline in the last 30 days. Add one to yours.",
    command: "tare scan . --format sarif -o tare.sarif",
  },
  sql: `
select count(*) filter (where is_severe)::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type in ('scan-finished', 'report-imported') and in_pipeline and ${within(30)}
  and ${inProjects}
`,
};
