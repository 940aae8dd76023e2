import { type GaugeDefinition, inProjects } from "../gauge.ts";

export const publicRepositories: GaugeDefinition = {
  id: "public-repositories",
  stage: "reconnaissance",
  position: 1,
  title: "Public repositories with sensitive keywords",
  kind: "metric",
  unit: "count",
  goal: { kind: "at-most", value: 0 },
  practice: "Search like an attacker: look for your own name on GitHub and Hugging Face.",
  definition:
    "Of the newest look at each organisation, how many of its public repositories contain secrets or sensitive keywords.",
  types: ["inventory-finished"],
  noData: {
    text: "No organisation was looked through yet. Scan all that yours shows to everybody.",
    command: "tare recon github:YOUR-ORGANISATION",
  },
  sql: `
select sum(sensitive)::float8 as value, count(*)::int as events, max(time) as fresh_at
from (
  select distinct on (project, data->>'organisation')
    (data->>'sensitive')::int as sensitive, time
  from events
  where type = 'inventory-finished' and time <= asked.at
    and ${inProjects}
  order by project, data->>'organisation', time desc
) as latest
`,
};
