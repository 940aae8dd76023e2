import { type GaugeDefinition, inProjects } from "../gauge.ts";

export const wildcardRoles: GaugeDefinition = {
  id: "wildcard-roles",
  stage: "limit",
  position: 1,
  title: "IAM roles with wildcard permissions",
  kind: "metric",
  unit: "count",
  goal: { kind: "at-most", value: 0 },
  practice: "Give each job a role that may do what the job does, on the data that it needs.",
  definition: "How many roles allow * in a statement, each as it was last looked at.",
  types: ["policy-analysed"],
  noData: {
    text: "No role was looked at yet. Look at the policies of your jobs, and write down how many statements of each allow *.",
    command: "tare ledger add policy-analysed provider=aws role=NAME wildcards=COUNT",
  },
  sql: `
select count(*) filter (where wildcards > 0)::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from (
  select distinct on (project, data->>'provider', data->>'role')
    (data->>'wildcards')::int as wildcards, time
  from events
  where type = 'policy-analysed' and time <= asked.at
    and ${inProjects}
  order by project, data->>'provider', data->>'role', time desc
) as latest
`,
};
