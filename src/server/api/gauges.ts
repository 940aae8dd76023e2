import type { HappeningType } from "../../ledger/event.ts";
import type { Stage } from "../../ledger/stages.ts";
import type { LedgerEvent } from "./ledger.ts";

export type GaugeUnit = "count" | "percent" | "seconds";

/** What a gauge shows at one moment. */
export type GaugeReading =
  | {
      readonly state: "value";
      /** In the gauge's unit: percent 0 to 100. */
      readonly value: number;
      /** How many events it was computed from. */
      readonly events: number;
      /** The time of the newest of them. */
      readonly freshAt: string;
    }
  /** Nothing was recorded. Never to be shown as 0. */
  | { readonly state: "no-data" };

/** `GET /api/gauges?project=` → `{ gauges: Gauge[] }`, in the order of the card. */
export interface Gauge {
  /** `public-repositories`. */
  readonly id: string;
  readonly stage: Stage;
  readonly title: string;
  readonly kind: "metric" | "signal";
  readonly unit: GaugeUnit;
  /** The past that is looked at, in days; absent where it is how things stand now. */
  readonly windowDays?: number;
  readonly goal: GaugeGoal;
  readonly reading: GaugeReading;
  /** Oldest first, a point a week for 13 weeks; `null` where there was nothing, or where it is still being worked out. */
  readonly trend: readonly (number | null)[];
  /** `better` and `worse` by the goal, from the first to the last point of the trend. */
  readonly direction: "better" | "worse" | "same" | "unknown";
  /** Whether the reading meets the goal; absent where there is no reading or no goal. */
  readonly meetsGoal?: boolean;
  /** What of the card it measures, in a sentence. */
  readonly practice: string;
  /** What to do so that there is a value: a sentence, and a command to copy. */
  readonly noData: { readonly text: string; readonly command?: string };
}

export type GaugeGoal =
  | { readonly kind: "at-most" | "at-least"; readonly value: number }
  /** A signal: it is there to be seen, neither good nor bad. */
  | { readonly kind: "none" };

/** `GET /api/gauges` */
export interface Gauges {
  readonly gauges: readonly Gauge[];
  readonly at: string;
}

/** `GET /api/gauges/:id?project=` */
export interface GaugeDetail extends Gauge {
  /** How it is computed, in words. */
  readonly definition: string;
  /** How it is computed, in fact. `$at` and `$projects` stand for what is asked. */
  readonly sql: string;
  /** Of which types its events are. */
  readonly types: readonly HappeningType[];
  /** The newest events behind the reading, up to 100; all by `GET /api/ledger?type=…`. */
  readonly events: readonly LedgerEvent[];
}

/** `GET /api/gauges/:id/history?by=day|week&from=2026-01-01&to=&project=`: up to 400 points, oldest first. */
export interface GaugeHistory {
  readonly id: string;
  readonly by: "day" | "week";
  readonly points: readonly { readonly day: string; readonly value: number | null }[];
}

/** `GET /api/stages/:stage?project=` */
export interface StagePage {
  readonly stage: Stage;
  readonly gauges: readonly Gauge[];
  /** How many of each type were recorded in the last 90 days. */
  readonly counts: readonly { readonly type: HappeningType; readonly count: number }[];
  /** The newest 50. */
  readonly events: readonly LedgerEvent[];
}
