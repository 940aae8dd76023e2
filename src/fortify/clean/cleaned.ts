import type { Span } from "../../core/span.ts";
import type { Refusal } from "./rewrite.ts";

/** One change, and what asked for it. */
export interface Edit {
  /** Nested path, relative to the target: `run.ckpt!/archive/data.pkl`. */
  readonly path: string;
  readonly kind: "fill" | "wipe" | "drop" | "rename" | "checksum";
  /** In the innermost blob as it was, in bytes. What has no place of its own, such as a file, has none. */
  readonly span?: Span;
  /** How many bytes stand there now, where they are not as many. */
  readonly length?: number;
  /** Commitment to the bytes at `span` as they were (`attest/digest.ts`). */
  readonly before: string;
  /** SHA-256 of the bytes that stand there instead; nothing does where they were dropped. */
  readonly after?: string;
  /** The id of the rule or check that asked for it. */
  readonly rule?: string;
  readonly reason: string;
}

/** A file of the target, and what became of it. */
export interface CleanedFile {
  /** In the target, with `/` between folders. */
  readonly name: string;
  /** Where the name itself gave something away. */
  readonly newName?: string;
  readonly how: "unchanged" | "patched" | "rewritten" | "dropped";
  readonly edits: readonly Edit[];
}

/** What a cleaning did, and what it could not do. */
export interface Cleaned {
  readonly files: readonly CleanedFile[];
  readonly refusals: readonly Refusal[];
}
