import { type Blob, pastEnd } from "./blob.ts";
import { firstAbove } from "./spans.ts";

/** Bytes that stand in place of as many others, from `at` on. */
export interface Patch {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * A blob as it is with patches in it. Those of one call do not overlap; what
 * comes later, such as a checksum, is laid over what is there.
 *
 * @throws {RangeError} Two patches overlap.
 * @throws {MalformedError} A patch reaches behind the end of the blob.
 */
export function patched(blob: Blob, patches: readonly Patch[]): Blob {
  const inOrder = patches.toSorted((one, other) => one.at - other.at);
  const ends = inOrder.map(({ at, bytes }) => at + bytes.length);
  for (const [index, { at }] of inOrder.entries())
    if (at < (ends[index - 1] ?? 0)) throw new RangeError(`patches overlap at byte ${at}`);
  const end = ends.at(-1) ?? 0;
  if (end > blob.size) throw pastEnd({ start: 0, end }, blob.size);
  return {
    origin: blob.origin,
    size: blob.size,
    ...(blob.part && { part: blob.part }),
    read: async (span) => {
      const bytes = Uint8Array.from(await blob.read(span));
      for (let next = firstAbove(ends, span.start); next < inOrder.length; next++) {
        const patch = inOrder[next] as Patch;
        if (patch.at >= span.end) break;
        const skipped = Math.max(0, span.start - patch.at);
        bytes.set(
          patch.bytes.subarray(skipped, span.end - patch.at),
          patch.at + skipped - span.start,
        );
      }
      return bytes;
    },
  };
}
