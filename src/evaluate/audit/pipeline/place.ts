import type { Span } from "../../../core/span.ts";

/** What something is called, and where. */
export interface Place {
  readonly name: string;
  readonly nameAt: Span;
}
