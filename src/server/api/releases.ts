import type { Severity } from "../../core/finding.ts";
import type { FindingRow } from "./findings.ts";

/** `blocked`: a gate said no. `incomplete`: nothing was found, but something was not inspected. */
export type Verdict = "clean" | "findings" | "incomplete" | "blocked";

/** `GET /api/releases?project=&target=&verdict=&cursor=` → `Page<ReleaseRow>`, the newest first: each scan or gate of a target. */
export interface ReleaseRow {
  /** The id of its event. */
  readonly id: string;
  readonly project: string;
  readonly target: string;
  readonly time: string;
  readonly actor: string;
  readonly by: "scan" | "gate";
  readonly verdict: Verdict;
  readonly findings: Readonly<Partial<Record<Severity, number>>>;
  readonly gaps: number;
  /** Against the one before of the same target; absent on the first. */
  readonly opened?: number;
  readonly closed?: number;
}

/** `GET /api/releases/:id` */
export interface ReleaseDetail extends ReleaseRow {
  readonly coverage: {
    readonly files?: number;
    readonly bytesSeen?: number;
    readonly bytesRead?: number;
    readonly durationMs?: number;
    /** What was not inspected, up to 100. */
    readonly gaps: readonly {
      readonly path: string;
      readonly reason: string;
      readonly bytes: number;
    }[];
  };
  /** Why a gate said no or yes. */
  readonly checks: readonly {
    readonly check: string;
    readonly passed: boolean;
    readonly reason?: string;
  }[];
  readonly difference?: {
    /** The release before, and what came and went since. */
    readonly before: string;
    readonly opened: readonly FindingRow[];
    readonly closed: readonly FindingRow[];
  };
  /** What `tare brief --format json` said of the target, the last time before the next release. */
  readonly dossier?: unknown;
  readonly receipts: readonly {
    readonly id: string;
    readonly time: string;
    readonly kind: "cleaned" | "proved";
    readonly holds?: boolean;
    readonly edits?: number;
    readonly dropped?: number;
    readonly left?: number;
  }[];
}
