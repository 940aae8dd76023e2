import type { Confidence, Finding, FindingClass, Severity } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import type { Conclusion } from "../kit/conclusion.ts";

/** What a page of one report carries as JSON. Every text can be shown as it is: nothing in it hides or turns text round. */
export interface PageData {
  readonly target: string;
  readonly version: string;
  readonly startedAt: string;
  readonly profile: string;
  readonly seconds: number;
  readonly interrupted: boolean;
  /** Whether it holds secrets in full. */
  readonly revealed: boolean;
  readonly conclusion: Conclusion;
  /** Worst first; only those that occur. */
  readonly severities: readonly { readonly name: Severity; readonly values: number }[];
  readonly classes: readonly {
    readonly class: FindingClass;
    readonly values: number;
    readonly worst: Severity;
    readonly words: string;
  }[];
  readonly places: number;
  readonly bytes: Report["bytes"];
  /** The same for people. */
  readonly sizes: { readonly seen: string; readonly read: string; readonly tensors: string };
  readonly files: number;
  readonly members: number;
  readonly benign: number;
  /** What stands apart from the findings, in sentences. */
  readonly apart: readonly string[];
  readonly advice: readonly {
    readonly worst: Severity;
    readonly titles: string;
    readonly harm: string;
    readonly remedy: string;
  }[];
  readonly gaps: readonly PageGap[];
  readonly entries: readonly PageEntry[];
  readonly texts: readonly PageText[];
}

export interface PageGap {
  readonly chain: readonly string[];
  readonly reason: string;
  /** Empty where it is not known. */
  readonly size: string;
}

/** What a rule says. */
export type PageText = Pick<Finding, "rule" | "title" | "harm" | "remedy">;

/** A value in one file. */
export interface PageEntry {
  /** The index of its rule's words in `texts`. */
  readonly text: number;
  readonly severity: Severity;
  readonly class: FindingClass;
  readonly confidence: Confidence;
  readonly evidence: readonly string[];
  readonly verified: Finding["verified"];
  /** Whether its provider was asked. */
  readonly asked: boolean;
  readonly preview: string;
  readonly before?: string;
  readonly after?: string;
  readonly fingerprint: string;
  /** How many places there are, also those that are only counted. */
  readonly places: number;
  /** The first of them is the main one. */
  readonly at: readonly PagePlace[];
}

export interface PagePlace {
  /** Its containers, outermost first. */
  readonly chain: readonly string[];
  /** A line, a key, a byte; empty where it stands nowhere. */
  readonly place: string;
  readonly key?: string;
  readonly span?: readonly [number, number];
  readonly coding?: string;
}
