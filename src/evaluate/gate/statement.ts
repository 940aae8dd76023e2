import type { Attestation } from "../../attest/attestation.ts";

/** The type that names what a gate says. */
export const predicateType = "urn:tare:predicate:gate:v1";

export type Verdict = "pass" | "fail" | "incomplete";

/** A point of the checklist, and how it stands. */
export interface JudgedItem {
  readonly id: string;
  readonly title: string;
  /** `confirmed`: a person did. `excepted`: somebody answers for letting it pass. */
  readonly state: "passed" | "failed" | "unknown" | "confirmed" | "excepted";
  readonly because: string;
  /** Who confirmed or approved it. */
  readonly by?: string;
  /** When it was confirmed: ISO 8601, UTC. */
  readonly at?: string;
  readonly note?: string;
  /** Why it may pass, and until which day. */
  readonly reason?: string;
  readonly expires?: string;
}

/** What a gate says of a release. Changes only by addition. */
export interface GatePredicate {
  readonly tool: { readonly name: "tare"; readonly version: string };
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** One digest for all files, `digestOfAll`. */
  readonly release: string;
  readonly verdict: Verdict;
  readonly items: readonly JudgedItem[];
}

export interface GateStatement extends Attestation<GatePredicate> {
  readonly predicateType: typeof predicateType;
}
