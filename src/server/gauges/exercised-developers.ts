import { type GaugeDefinition, inProjects, within } from "../gauge.ts";

export const exercisedDevelopers: GaugeDefinition = {
  id: "exercised-developers",
  stage: "exercise",
  position: 2,
  title: "Developers who took part in an exercise",
  kind: "metric",
  unit: "percent",
  windowDays: 182,
  goal: { kind: "at-least", value: 80 },
  practice:
    "Everybody who writes code takes part in a drill, a tabletop or a game within half a year.",
  definition:
    "Of the people who committed or pushed under the hook, or took part, in the last 182 days, how many took part. Only where there was an exercise.",
  types: [
    "drill-finished",
    "tabletop-finished",
    "flag-captured",
    "commit-blocked",
    "commit-passed",
    "push-blocked",
    "push-passed",
  ],
  noData: {
    text: "There was no exercise yet. Start with a tabletop: it takes an hour and no tools. Write down who took part.",
    command:
      "tare ledger add tabletop-finished scenario=TEXT participants=NAME,NAME improvements=COUNT",
  },
  sql: `
select case when exercises.events > 0 then 100.0 * people.participants / nullif(people.developers, 0) end::float8 as value,
  exercises.events, exercises.fresh_at
from (
  select count(*)::int as events, max(time) as fresh_at
  from events
  where type in ('drill-finished', 'tabletop-finished', 'flag-captured') and time <= asked.at
    and ${inProjects}
) as exercises
cross join (
  select count(distinct person) as developers,
    count(distinct person) filter (where took_part) as participants
  from (
    select actor as person, false as took_part
    from committers
    where day > (asked.at - interval '182 days')::date and day <= asked.at::date
      and ${inProjects}
    union all
    select jsonb_array_elements_text(data->'participants'), true
    from events
    where type in ('drill-finished', 'tabletop-finished') and ${within(182)}
      and ${inProjects}
    union all
    select data->>'participant', true
    from events
    where type = 'flag-captured' and ${within(182)}
      and ${inProjects}
  ) as seen
) as people
`,
};
