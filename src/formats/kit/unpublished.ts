import type { Format } from "../../core/format.ts";
import { span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import { unread } from "./steps.ts";

/** Why nothing may change in a blob of which only the maker knows how it is built. */
export const nobodyKnows = (): string =>
  "its structure is not public, so nobody can tell what would break";

/** What a format does that is known by its first bytes alone: it is a gap, and swept for strings. */
export function unpublished(
  magic: string,
): Pick<Format, "reads" | "tested" | "matches" | "regions" | "fixed"> {
  const first = Buffer.from(magic, "latin1");
  return {
    reads: "printable runs only; its structure is not public",
    tested: "specification",
    matches: ({ head }) => first.equals(asBuffer(head.subarray(0, first.length))),
    async *regions(blob) {
      yield* unread("unsupported: structure is not public", span(0, blob.size));
    },
    fixed: nobodyKnows,
  };
}
