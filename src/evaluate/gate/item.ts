import type { Finding } from "../../core/finding.ts";
import type { Evidence } from "./evidence.ts";

/** How a point of the checklist stands. */
export type Outcome =
  | { readonly state: "passed"; readonly because: string }
  | {
      readonly state: "failed";
      readonly because: string;
      /** What of the release or its repository speaks against it. */
      readonly findings?: readonly Finding[];
    }
  /** Nobody and nothing has said yet: as good as failed, for the gate. */
  | { readonly state: "unknown"; readonly because: string };

export const passed = (because: string): Outcome => ({ state: "passed", because });
export const unknown = (because: string): Outcome => ({ state: "unknown", because });

/** Passed where nothing was found; else failed, with how many of what. */
export const noneOf = (
  findings: readonly Finding[],
  { found, none }: { readonly found: string; readonly none: string },
): Outcome =>
  findings.length === 0
    ? passed(none)
    : { state: "failed", because: `${findings.length} ${found}`, findings };

/** A point of the checklist: what must hold before a release goes out. */
export interface Item {
  /** Lower-case with hyphens, stable: `logs-sanitised`. */
  readonly id: string;
  /** As a statement that holds or does not: `Training logs are sanitised`. */
  readonly title: string;
  readonly why: string;
  /** What to do where it does not hold. */
  readonly instead: string;
  /** Says by itself whether it holds; none where a person has to. */
  readonly judge?: (evidence: Evidence) => Outcome;
}
