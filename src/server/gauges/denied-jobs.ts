import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const deniedJobs: GaugeDefinition = {
  id: "denied-jobs",
  stage: "limit",
  position: 3,
  title: "Jobs that failed for lack of permission",
  kind: "signal",
  unit: "count",
  windowDays: 30,
  goal: { kind: "none" },
  practice: "Where least privilege holds, a job that asks for more fails.",
  definition:
    "How often a job was denied a permission in the last 30 days, of all jobs that were seen.",
  types: ["access-denied", "job-finished"],
  noData: {
    text: "No job was seen in the last 30 days. Run one under tare.",
    command: "tare run -- COMMAND",
  },
  sql: `
select count(*) filter (where type = 'access-denied')::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type in ('access-denied', 'job-finished') and ${within(30)}
  and ${inProjects}
`,
};
