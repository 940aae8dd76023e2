import type { FindingRow } from "../api.ts";
import { stateNow } from "./filter.ts";

/** A finding as the database has it, by `findingColumns`. */
export interface FindingRecord {
  readonly id: string;
  readonly project: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly class: FindingRow["class"];
  readonly severity: FindingRow["severity"];
  readonly severity_rank: number;
  readonly title: string;
  readonly preview: string;
  readonly confidence: "low" | "medium" | "high" | null;
  readonly verified: FindingRow["verified"];
  readonly harm: string;
  readonly remedy: string;
  readonly path: string;
  readonly key: string | null;
  readonly line: number | null;
  readonly targets: readonly string[];
  readonly state_now: FindingRow["state"];
  readonly is_reopened: boolean;
  readonly opened_at: string;
  readonly changed_at: string;
  readonly changed_by: string;
  readonly reason: string | null;
  readonly expires: string | null;
}

export const findingColumns = `*, ${stateNow} as state_now`;

export const findingRow = (row: FindingRecord): FindingRow => ({
  id: row.id,
  project: row.project,
  fingerprint: row.fingerprint,
  rule: row.rule,
  class: row.class,
  severity: row.severity,
  title: row.title,
  preview: row.preview,
  verified: row.verified,
  state: row.state_now,
  isReopened: row.is_reopened,
  targets: row.targets,
  path: row.path,
  ...(row.key !== null && { key: row.key }),
  ...(row.line !== null && { line: row.line }),
  openedAt: row.opened_at,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
  ...(row.reason !== null && { reason: row.reason }),
  ...(row.expires !== null && { expires: row.expires }),
});
