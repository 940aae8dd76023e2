import { randomUUID } from "node:crypto";
import { type Event, type FindingRef, type Happening, stageOf } from "../../ledger/event.ts";
import type { FindingsChange } from "../api.ts";
import type { FindingRecord } from "./rows.ts";

/** What somebody did to a finding, as an event: it stands in the ledger like all others. */
export function changeEvent(row: FindingRecord, change: FindingsChange, actor: string): Event {
  const happening = happeningOf(refOf(row), change);
  return {
    schema: "tare/event/v1",
    id: randomUUID(),
    time: new Date().toISOString(),
    actor,
    project: row.project,
    stage: stageOf[happening.type],
    happening,
    // Only a project's own file is a chain.
    previous: "0".repeat(64),
  };
}

const refOf = ({ fingerprint, rule, class: kind, severity }: FindingRecord): FindingRef => ({
  fingerprint,
  rule,
  class: kind,
  severity,
});

function happeningOf(finding: FindingRef, change: FindingsChange): Happening {
  if (change.action === "accept") {
    const { reason, expires } = change;
    return { type: "finding-accepted", finding, reason, expires };
  }
  const note = change.note === undefined ? {} : { note: change.note };
  switch (change.action) {
    case "rotate":
      return { type: "finding-rotated", finding, ...note };
    case "reopen":
      return { type: "finding-reopened", finding, ...note };
  }
}
