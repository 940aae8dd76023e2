import { type GaugeDefinition, inProjects } from "../gauge.ts";

export const checklistBeforeRelease: GaugeDefinition = {
  id: "checklist-before-release",
  stage: "evaluation",
  position: 1,
  title: "Projects that passed the checklist before their first release",
  kind: "metric",
  unit: "percent",
  goal: { kind: "at-least", value: 100 },
  practice: "Have a checklist for publishing a model, and go through it before the first release.",
  definition:
    "Of the projects that released something, how many passed the checklist before or when they did so for the first time.",
  types: ["gate-passed", "release-published", "upload-passed"],
  noData: {
    text: "No project released anything yet. Let the hook or the gate see your next release.",
    command: "tare hook run --stage pre-upload DIR",
  },
  sql: `
select 100 * avg((passed_at is not null and passed_at <= released_at)::int)::float8 as value,
  count(*)::int as events, max(released_at) as fresh_at
from (
  select project,
    min(time) filter (where type <> 'gate-passed') as released_at,
    min(time) filter (where type = 'gate-passed') as passed_at
  from events
  where type in ('gate-passed', 'release-published', 'upload-passed') and time <= asked.at
    and ${inProjects}
  group by project
) as each_project
where released_at is not null
`,
};
