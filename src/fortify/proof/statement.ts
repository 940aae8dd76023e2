import type { Attestation } from "../../attest/attestation.ts";
import type { Span } from "../../core/span.ts";
import type { Severity, FindingClass } from "../../core/finding.ts";
import type { Tensor } from "./tensors.ts";

/** The type that names what a receipt says. */
export const predicateType = "urn:tare:predicate:clean:v1";

/**
 * A receipt: an in-toto Statement about the files that a cleaning wrote. It is
 * made to be published beside them, so nothing in it holds or lets guess what
 * was taken out.
 */
export interface Statement extends Attestation<Predicate> {
  readonly predicateType: typeof predicateType;
}

/** What was done. Changes only by addition. */
export interface Predicate {
  readonly tool: { readonly name: "tare"; readonly version: string };
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  /** The files of the result, in the order of `subject`. */
  readonly files: readonly ReceiptFile[];
  /** Links in the result, as they are written. */
  readonly links: readonly { readonly name: string; readonly to: string }[];
  /** Files that are not in the result. */
  readonly dropped: readonly DroppedFile[];
  readonly scan: ScanSummary;
}

export interface ReceiptFile {
  readonly name: string;
  /** Where it had another name: that one, `***` where it gave something away. */
  readonly was?: string;
  readonly how: "unchanged" | "patched" | "rewritten";
  /** In bytes. */
  readonly bytes: number;
  /** The commitment to the file as it was, where it is another now. */
  readonly before?: string;
  readonly edits: readonly ReceiptEdit[];
  readonly tensors: readonly Tensor[];
}

export interface ReceiptEdit {
  /** The path of the blob inside its file, `***` where it gave something away; absent where that is the file itself. */
  readonly in?: string;
  readonly kind: "fill" | "wipe" | "drop" | "rename" | "checksum";
  /** In the blob as it was. Absent where all of the blob was dropped. */
  readonly span?: Span;
  /** How many bytes stand there now. */
  readonly length?: number;
  /** The commitment to the bytes that stood there. */
  readonly before?: string;
  /** SHA-256 of the bytes that stand there now. */
  readonly after?: string;
  /** The id of the rule or check that asked for it. */
  readonly rule?: string;
  readonly reason: string;
}

export interface DroppedFile {
  /** `***` where the name gave something away. */
  readonly name: string;
  readonly before?: string;
  readonly rule?: string;
  readonly reason: string;
}

/** What a scan of the result found. */
export interface ScanSummary {
  readonly profile: string;
  readonly files: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly byClass: Readonly<Partial<Record<FindingClass, number>>>;
  /** What could not be inspected. */
  readonly gaps: number;
}
