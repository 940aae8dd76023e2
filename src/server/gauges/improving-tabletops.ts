import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const improvingTabletops: GaugeDefinition = {
  id: "improving-tabletops",
  stage: "exercise",
  position: 3,
  title: "Tabletops that improved the playbook",
  kind: "signal",
  unit: "count",
  windowDays: 365,
  goal: { kind: "none" },
  practice: "A tabletop is worth its hour when the playbook is better afterwards.",
  definition:
    "How many tabletop exercises of the last year led to improvements of the playbook, of all of them.",
  types: ["tabletop-finished"],
  noData: {
    text: "There was no tabletop exercise in the last year. Hold one, and write down what came of it.",
    command:
      "tare ledger add tabletop-finished scenario=TEXT participants=NAME,NAME improvements=COUNT",
  },
  sql: `
select count(*) filter (where (data->>'improvements')::int > 0)::float8 as value,
  count(*)::int as events, max(time) as fresh_at
from events
where type = 'tabletop-finished' and ${within(365)}
  and ${inProjects}
`,
};
