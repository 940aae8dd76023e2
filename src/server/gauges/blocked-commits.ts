import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const blockedCommits: GaugeDefinition = {
  id: "blocked-commits",
  stage: "fortify",
  position: 3,
  title: "Commits that the hook blocked",
  kind: "signal",
  unit: "count",
  windowDays: 30,
  goal: { kind: "none" },
  practice: "A hook looks at each commit before it is made.",
  definition: "How many commits the hook stopped in the last 30 days, of all that it saw.",
  types: ["commit-blocked", "commit-passed"],
  noData: {
    text: "The hook saw no commit in the last 30 days. Install it.",
    command: "tare hook install",
  },
  sql: `
select count(*) filter (where type = 'commit-blocked')::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type in ('commit-blocked', 'commit-passed') and ${within(30)}
  and ${inProjects}
`,
};
