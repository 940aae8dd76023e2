import type * as v from "valibot";
import type { Finding } from "../core/finding.ts";
import type { findingRef, findingView } from "./atoms.ts";
import type { all } from "./events/index.ts";
import type { Stage } from "./stages.ts";

type Types = typeof all;
export type HappeningType = keyof Types;

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/**
 * What can happen, as `events/` describes it, one file per family. No field holds a secret: names, counts,
 * fingerprints, masked previews. Changes only by addition.
 */
export type Happening = {
  [Type in HappeningType]: { readonly type: Type } & DeepReadonly<
    v.InferOutput<Types[Type]["data"]>
  >;
}[HappeningType];

/** Which finding it is about, without its value. */
export type FindingRef = DeepReadonly<v.InferOutput<typeof findingRef>>;

/** What people want to read of a finding. */
export type FindingView = DeepReadonly<v.InferOutput<typeof findingView>>;

/** Findings as events name them, each value once. */
export function refsOf(findings: readonly Finding[]): FindingRef[] {
  const refs = new Map<string, FindingRef>();
  for (const { fingerprint, rule, class: kind, severity } of findings)
    refs.set(fingerprint, { fingerprint, rule, class: kind, severity });
  return [...refs.values()];
}

/** Which stage each belongs to. Not in `events/`: who writes an event need not load what checks one. */
export const stageOf: Readonly<Record<HappeningType, Stage>> = {
  "scan-finished": "reconnaissance",
  "finding-opened": "evaluation",
  "finding-closed": "evaluation",
  "clean-finished": "fortify",
  "proof-checked": "fortify",
  "commit-blocked": "fortify",
  "commit-passed": "fortify",
  "push-blocked": "fortify",
  "push-passed": "fortify",
  "upload-blocked": "fortify",
  "upload-passed": "fortify",
  "finding-accepted": "evaluation",
  "secret-fetched": "fortify",
  "credential-left": "fortify",
  "job-finished": "fortify",
  "ledger-repaired": "evaluation",
  "report-imported": "reconnaissance",
  "brief-finished": "reconnaissance",
  "inventory-finished": "reconnaissance",
  "verify-called": "reconnaissance",
  "item-confirmed": "evaluation",
  "finding-rotated": "fortify",
  "finding-reopened": "evaluation",
  "gate-passed": "evaluation",
  "gate-failed": "evaluation",
  "release-published": "evaluation",
  "audit-finished": "evaluation",
  "job-audited": "fortify",
  "credential-seen": "fortify",
  "policy-analysed": "limit",
  "access-denied": "limit",
  "canary-minted": "expose",
  "canary-planted": "expose",
  "canary-tripped": "expose",
  "alert-raised": "expose",
  "credential-revoked": "exercise",
  "drill-started": "exercise",
  "drill-finished": "exercise",
  "tabletop-finished": "exercise",
  "flag-captured": "exercise",
};

/** One line of the ledger. */
export interface Event {
  readonly schema: "tare/event/v1";
  /** Sending an event twice changes nothing. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly actor: string;
  readonly project: string;
  readonly stage: Stage;
  readonly happening: Happening;
  /** SHA-256 of the line before, hexadecimal; of the first line, zeros. */
  readonly previous: string;
}
