import type { HappeningType } from "../ledger/event.ts";
import type { Stage } from "../ledger/stages.ts";
import type { GaugeGoal, GaugeUnit } from "./api.ts";

/** A metric or a signal that the battlecard names, as one query over the ledger. */
export interface GaugeDefinition {
  readonly id: string;
  readonly stage: Stage;
  /** Where it stands on the card among its stage's, from 1. */
  readonly position: number;
  readonly title: string;
  readonly kind: "metric" | "signal";
  readonly unit: GaugeUnit;
  /** The past that is looked at, in days; absent where it is how things stand. */
  readonly windowDays?: number;
  readonly goal: GaugeGoal;
  /** What of the card it measures. */
  readonly practice: string;
  /** How it is computed. */
  readonly definition: string;
  /** Of which types the events behind it are. */
  readonly types: readonly HappeningType[];
  /** What to do so that there is a value. */
  readonly noData: { readonly text: string; readonly command?: string };
  /**
   * Selects one row: `value`, which is null where nothing can be said; `events`, how many it was computed
   * from; `fresh_at`, the time of the newest. What is asked stands in `asked.at`
   * and `asked.projects`, which is null for all: so the same query gives today's reading and a history.
   * A query that meets many events reads the columns and indexes of `migrations/read-by-gauges.ts`.
   */
  readonly sql: string;
}

/** Events of the projects that are asked for. */
export const inProjects = "(asked.projects is null or project = any(asked.projects))";

/** Events of the days before the moment that is asked for. */
export const within = (days: number): string =>
  `time > asked.at - interval '${days} days' and time <= asked.at`;
