import type { Finding, FindingClass, Severity } from "../core/finding.ts";

/** The stages of the battlecard: what a thing that happened belongs to. */
export const stages = [
  "reconnaissance",
  "evaluation",
  "fortify",
  "limit",
  "expose",
  "exercise",
] as const;
export type Stage = (typeof stages)[number];

/** Which finding it is about, without its value. */
export interface FindingRef {
  readonly fingerprint: string;
  readonly rule: string;
  readonly class: FindingClass;
  readonly severity: Severity;
}

/** Findings as events name them, each value once. */
export function refsOf(findings: readonly Finding[]): FindingRef[] {
  const refs = new Map<string, FindingRef>();
  for (const { fingerprint, rule, class: kind, severity } of findings)
    refs.set(fingerprint, { fingerprint, rule, class: kind, severity });
  return [...refs.values()];
}

/** What can happen. No field holds a secret: names, counts, fingerprints. Changes only by addition. */
export type Happening =
  | {
      readonly type: "scan-finished";
      readonly target: string;
      readonly findings: Readonly<Partial<Record<Severity, number>>>;
      readonly gaps: number;
      readonly durationMs: number;
    }
  /** An attacker's dossier was put together: how many entities of each kind, and how many ways to go on. */
  | {
      readonly type: "brief-finished";
      readonly target: string;
      readonly entities: Readonly<Record<string, number>>;
      readonly links: number;
      readonly attacks: number;
      /** Of the best attack, from 0 to 25. */
      readonly score: number;
      readonly gaps: number;
    }
  /** Found in the target, and not open there before; and the other way round. */
  | { readonly type: "finding-opened"; readonly target: string; readonly finding: FindingRef }
  | { readonly type: "finding-closed"; readonly target: string; readonly finding: FindingRef }
  | {
      readonly type: "clean-finished";
      readonly target: string;
      readonly edits: number;
      readonly dropped: number;
      readonly left: number;
    }
  | { readonly type: "proof-checked"; readonly target: string; readonly holds: boolean }
  | {
      readonly type: "commit-blocked" | "push-blocked";
      readonly findings: readonly FindingRef[];
      /** How many files could not be inspected, where that blocks. */
      readonly gaps?: number;
    }
  | { readonly type: "commit-passed" | "push-passed" | "upload-passed"; readonly files: number }
  | {
      readonly type: "upload-blocked";
      /** Those that belong to no release. */
      readonly files: readonly string[];
      readonly findings?: readonly FindingRef[];
    }
  | {
      readonly type: "finding-accepted";
      readonly finding: FindingRef;
      readonly reason: string;
      readonly expires?: string;
    }
  | {
      readonly type: "secret-fetched";
      /** Of the variable, and where it came from: `vault`, `aws-secrets-manager`, `environment`. */
      readonly name: string;
      readonly source: string;
      /** Made for this job, or there before it. */
      readonly lifetime: "short-lived" | "static";
      /** In seconds, where it ends by itself. */
      readonly ttl?: number;
      /** What it is called there: `vault://secret/data/hub#token`. */
      readonly secret?: string;
      /** The job that it was fetched for: the same in `job-finished`. */
      readonly job?: string;
    }
  /** Something that was made for a job, and could not be given back at its end. */
  | { readonly type: "credential-left"; readonly job: string; readonly reason: string }
  | {
      readonly type: "job-finished";
      readonly command: string;
      readonly status: number;
      /** How often a secret was masked in what it printed. */
      readonly masked: number;
      readonly job?: string;
      /** Secrets that stood in its environment without being fetched, by the names of the variables. */
      readonly variables?: number;
    }
  /** All that is public of an organisation was looked at. */
  | {
      readonly type: "inventory-finished";
      /** `github:acme`, `hf:acme`. */
      readonly organisation: string;
      /** How many are public, and were looked at. */
      readonly repositories: number;
      /** How many of those contain a sensitive keyword, and their targets, which are public. */
      readonly sensitive: number;
      readonly names: readonly string[];
      /** In how many there are findings that are high or critical. */
      readonly leaking: number;
      readonly gaps: number;
      /** What led to repositories, and whether their files were read: only what is alike can be compared. */
      readonly ways: readonly string[];
      readonly read: boolean;
    }
  | {
      readonly type: "audit-finished";
      readonly target: string;
      readonly findings: Readonly<Partial<Record<Severity, number>>>;
      readonly gaps: number;
    }
  | {
      readonly type: "gate-passed" | "gate-failed";
      readonly target: string;
      /** Each point of the checklist. */
      readonly checks: readonly {
        readonly check: string;
        readonly passed: boolean;
        readonly reason?: string;
      }[];
      /** How many secrets were found. */
      readonly secrets?: number;
      readonly gaps?: number;
    }
  /** A person says that a point of the checklist holds for exactly these files. */
  | {
      readonly type: "item-confirmed";
      readonly item: string;
      /** One digest for all files. */
      readonly release: string;
      readonly note?: string;
    }
  /** Bytes behind the last whole line, which a writer left that was ended. */
  | { readonly type: "ledger-repaired"; readonly bytes: number };

export type HappeningType = Happening["type"];

/** Which stage each belongs to. */
export const stageOf: Readonly<Record<HappeningType, Stage>> = {
  "scan-finished": "reconnaissance",
  "brief-finished": "reconnaissance",
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
  "inventory-finished": "reconnaissance",
  "audit-finished": "evaluation",
  "gate-passed": "evaluation",
  "gate-failed": "evaluation",
  "item-confirmed": "evaluation",
  "ledger-repaired": "evaluation",
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
