import type { Severity } from "../../core/finding.ts";
import type { Gap } from "../../core/report.ts";
import type { Mention } from "./mention.ts";
import type { Read } from "./read.ts";
import type { Reason } from "./repository.ts";

/** Something public, why it was looked at, and what it gives away. */
export interface Looked {
  readonly target: string;
  readonly name: string;
  readonly url: string;
  /** The targets that led to it. */
  readonly organisations: readonly string[];
  readonly reasons: readonly Reason[];
  readonly isArchived: boolean;
  /** Its files were read now, or before and it has not changed since, or not at all. */
  readonly state: "read" | "remembered" | "unread";
  readonly mentions: readonly Mention[];
  readonly findings: Read["findings"];
  readonly worst: Read["worst"];
  readonly gaps: readonly Gap[];
  /** Why its files are left out, where that is no fault. */
  readonly leftOut?: string;
}

/** What is public of an organisation. Changes only by addition. */
export interface Inventory {
  readonly schema: "tare/recon/v1";
  readonly tool: { readonly name: "tare"; readonly version: string };
  readonly targets: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly status: "complete" | "interrupted";
  readonly keywords: readonly string[];
  readonly repositories: readonly Looked[];
  /** Ways that led nowhere. What a repository lacks stands with it. */
  readonly gaps: readonly Gap[];
  readonly summary: Summary;
}

export interface Summary {
  readonly repositories: number;
  /** Those that name a keyword which counts. */
  readonly naming: number;
  /** Those in which a finding is high or critical. */
  readonly leaking: number;
  /** Those of which the files were not read. */
  readonly unread: number;
}

/** Whether something public names a keyword, other than one of severity `info`. */
export const isNaming = ({ mentions }: Looked): boolean =>
  mentions.some(({ severity }) => severity !== "info");

const grave: readonly Severity[] = ["high", "critical"];

/** Whether a finding in it is high or critical. */
export const isLeaking = ({ findings }: Looked): boolean =>
  grave.some((each) => (findings[each] ?? 0) > 0);

/** Whether it has to do with the organisation: what a search alone led to must name a keyword. */
export const isTold = ({
  reasons,
  mentions,
  state,
}: Pick<Looked, "reasons" | "mentions" | "state">): boolean =>
  mentions.length > 0 || state === "unread" || reasons.some(({ kind }) => kind !== "search");

export const summaryOf = (repositories: readonly Looked[]): Summary => ({
  repositories: repositories.length,
  naming: repositories.filter(isNaming).length,
  leaking: repositories.filter(isLeaking).length,
  unread: repositories.filter(({ state }) => state === "unread").length,
});
