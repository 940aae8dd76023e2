import type { Severity } from "../../core/finding.ts";
import type { HappeningType } from "../../ledger/event.ts";
import type { Stage } from "../../ledger/stages.ts";
import type { Page } from "./common.ts";

/** An event as it is stored. */
export interface LedgerEvent {
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly project: string;
  readonly stage: Stage;
  readonly type: HappeningType;
  /** What `happening` says besides its type, as of `src/ledger/events/`. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** `GET /api/ledger?project=&stage=&type=&finding=&cursor=` → `Page<LedgerEvent>`, the newest first; `total` counts no further than 10,000. */
export type LedgerPage = Page<LedgerEvent>;

/** `POST /api/ledger` takes lines of `.tare/ledger.jsonl` as `{"events": […]}`, up to 1,000; needs `ingest`. */
export interface Ingested {
  /** Stored by this request. */
  readonly stored: number;
  /** Were there before, by their id. */
  readonly known: number;
  /** Not events that the server knows; sending them again changes nothing. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * `GET /api/events`: server-sent events. Each has an `id`, so that a browser that
 * was away gets what it missed. `event: ledger` has `LedgerEvent`; `event:
 * changed` says which parts of the page are out of date.
 */
export interface Changed {
  readonly gauges: boolean;
  readonly findings: readonly string[];
  readonly releases: boolean;
}

/** `GET /api/projects` → `Page<Project>`. */
export interface Project {
  readonly name: string;
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  readonly events: number;
  readonly open: Readonly<Partial<Record<Severity, number>>>;
}
