import type { Finding, FindingClass, Severity, Standing } from "../core/finding.ts";

/**
 * A value that was found before. It is known by its fingerprint, the HMAC of
 * rule and value: moved it is the same, rotated it is new.
 */
export type Entry = Standing & {
  readonly fingerprint: string;
  readonly rule: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  /** The day it was first seen, `2026-11-25`. */
  readonly since: string;
  /** Where it was first seen, for people: nothing is looked up by it. */
  readonly where: string;
};

/** What is known of findings, by their fingerprints. */
export interface Baseline {
  /** A sign of the key of the fingerprints, so that another key is noticed. */
  readonly key: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

/** @param today The day, `2026-11-25`. */
export const entryOf = (finding: Finding, today: string, standing: Standing): Entry => ({
  fingerprint: finding.fingerprint,
  rule: finding.rule,
  class: finding.class,
  severity: finding.severity,
  since: today,
  where: whereOf(finding),
  ...standing,
});

const whereOf = ({ location: { path, line, key } }: Finding): string =>
  line !== undefined ? `${path}:${line}` : key !== undefined ? `${path} ${key}` : path;

/** Whether the last day is over on which an acceptance holds. */
export const isExpired = (standing: Standing, today: string): boolean =>
  standing.state === "accepted" && standing.expires !== undefined && standing.expires < today;

/** The standing alone, of an entry that says more. */
export function standingIn(entry: Standing): Standing {
  if (entry.state === "open") return { state: "open" };
  const { state, reason, owner, expires } = entry;
  return {
    state,
    ...(reason !== undefined && { reason }),
    ...(owner !== undefined && { owner }),
    ...(expires !== undefined && { expires }),
  };
}
