import { rank } from "../../core/finding.ts";
import type { FindingView } from "../../ledger/event.ts";
import type { Queries } from "../database/database.ts";
import { type EventRow, eventColumns, happeningOf } from "./rows.ts";
import { type FindingEvent, type Standing, standingOf } from "./standing.ts";

/** Works out anew how these findings stand, from all that happened to them. */
export async function refold(queries: Queries, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const events = await queries.query<EventRow & { finding: string }>(
    `select finding, ${eventColumns} from events
     where finding = any($1::text[]) order by finding, time, sequence`,
    [ids],
  );
  const standings = [...Map.groupBy(events, ({ finding }) => finding)].map(([id, rows]) => ({
    id,
    project: rows[0]?.project ?? "",
    standing: standingOf(rows.map(eventOf)),
  }));
  await queries.query(replace, [
    ids,
    JSON.stringify(standings.map(rowOf)),
    JSON.stringify(standings.flatMap(periodRows)),
  ]);
}

const eventOf = (row: EventRow): FindingEvent => ({
  time: row.time,
  actor: row.actor,
  happening: happeningOf(row) as FindingEvent["happening"],
});

interface Named {
  readonly id: string;
  readonly project: string;
  readonly standing: Standing;
}

/** How a finding looks of which no event says it. */
const noView: FindingView = {
  title: "",
  preview: "",
  confidence: "medium",
  verified: "unknown",
  harm: "",
  remedy: "",
  path: "",
};

function rowOf({ id, project, standing }: Named) {
  const { ref, targets } = standing;
  const view = standing.view ?? { ...noView, title: ref.rule };
  return {
    id,
    project,
    ...ref,
    ...view,
    severity_rank: rank(ref.severity),
    targets,
    state: standing.state,
    is_reopened: standing.isReopened,
    opened_at: standing.openedAt,
    changed_at: standing.changedAt,
    changed_by: standing.changedBy,
    reason: standing.reason,
    expires: standing.expires,
    search: [view.title, ref.rule, view.path, view.key ?? "", view.preview, project, ...targets]
      .join("\n")
      .toLowerCase(),
  };
}

const columns = [
  "id text, project text, fingerprint text, rule text, class text, severity text, severity_rank int",
  "title text, preview text, confidence text, verified text, harm text, remedy text, path text",
  "key text, line int, targets text[], state text, is_reopened boolean, opened_at timestamptz",
  "changed_at timestamptz, changed_by text, reason text, expires date, search text",
].join(", ");
const names = columns.split(", ").map((each) => each.split(" ")[0] ?? "");

const periodRows = ({ id, project, standing: { periods, ref } }: Named) =>
  periods.map(({ from, to }) => ({
    finding: id,
    project,
    class: ref.class,
    opened_at: from,
    closed_at: to,
  }));

const replace = `
with replaced as (
  insert into findings (${names.join(", ")})
  select ${names.join(", ")} from jsonb_to_recordset($2::jsonb) as finding (${columns})
  on conflict (id) do update set ${names.map((each) => `${each} = excluded.${each}`).join(", ")}
),
ended as (delete from finding_periods where finding = any($1::text[]))
insert into finding_periods (finding, project, class, opened_at, closed_at)
select finding, project, class, opened_at, closed_at from jsonb_to_recordset($3::jsonb) as period
  (finding text, project text, class text, opened_at timestamptz, closed_at timestamptz)`;
