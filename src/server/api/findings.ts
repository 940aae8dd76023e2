import type { Confidence, FindingClass, Severity } from "../../core/finding.ts";
import type { Page } from "./common.ts";
import type { LedgerEvent } from "./ledger.ts";

/** `accepted`: until its end. `rotated`: it is still there and opens nothing any more. `closed`: a scan saw that it is gone. */
export type FindingState = "open" | "accepted" | "rotated" | "closed";

/**
 * `GET /api/findings?q=&sort=&cursor=&limit=` → `Page<FindingRow>`; `limit` up to 500, 100 where absent.
 *
 * `q` has tokens with spaces between, all of which must hold: `class:secret`,
 * `severity:high,critical`, `project:model`, `state:open`, `rule:aws-access-key-id`, `target:…`,
 * `age:>30d`, `age:<12h`; `!` before one turns it round; quotes hold spaces; any
 * other word is looked for in title, rule, place and preview.
 *
 * `sort` is one of `FindingSort`, with `-` before it the other way round.
 */
export type FindingPage = Page<FindingRow>;

export type FindingSort = "severity" | "opened" | "changed" | "project" | "rule";

/** A value in a project, wherever it stands there. */
export interface FindingRow {
  readonly id: string;
  readonly project: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly title: string;
  /** Masked. Empty where the event that brought it has none. */
  readonly preview: string;
  readonly verified: "active" | "inactive" | "unknown";
  readonly state: FindingState;
  /** Was closed, and came back. */
  readonly isReopened: boolean;
  /** Targets in which it is, as they were given to `tare scan`. */
  readonly targets: readonly string[];
  /** Where it was last seen: containers joined by `!/`. Empty where it was not said. */
  readonly path: string;
  readonly key?: string;
  readonly line?: number;
  /** First opened, and last changed. */
  readonly openedAt: string;
  readonly changedAt: string;
  /** Why it is accepted, until when (a day), and by whom. */
  readonly reason?: string;
  readonly expires?: string;
  readonly changedBy: string;
}

/** `GET /api/findings/:id` */
export interface FindingDetail extends FindingRow {
  readonly confidence?: Confidence;
  readonly harm: string;
  readonly remedy: string;
  /** Oldest first. */
  readonly history: readonly LedgerEvent[];
}

/** `GET /api/findings/counts?q=`: how many there are by what can be filtered. */
export interface FindingCounts {
  readonly total: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly byClass: Readonly<Partial<Record<FindingClass, number>>>;
  readonly byState: Readonly<Partial<Record<FindingState, number>>>;
  readonly byProject: Readonly<Record<string, number>>;
}

/** `POST /api/findings/changes` → `FindingsChanged`: up to 1,000 findings at once; members and `triage` tokens. */
export type FindingsChange =
  | {
      readonly action: "accept";
      readonly ids: readonly string[];
      readonly reason: string;
      /** The last day on which it holds. */
      readonly expires: string;
    }
  | {
      readonly action: "rotate" | "reopen";
      readonly ids: readonly string[];
      readonly note?: string;
    };

export interface FindingsChanged {
  /** As they are now. */
  readonly findings: readonly FindingRow[];
  /** Ids that there are not, or not for this user. */
  readonly missing: readonly string[];
}
