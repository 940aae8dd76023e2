import { type Blob, pastEnd, placesIn } from "./blob.ts";
import { lengthOf, span } from "./span.ts";
import { firstAbove, joinedSpans } from "./spans.ts";

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
    ...(blob.pieces && { pieces: blob.pieces }),
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

/** The same change in patches that do not overlap, in the order of their places. What comes later is laid over what is there. */
export function flattened(patches: readonly Patch[]): Patch[] {
  const parts = joinedSpans(patches.map(({ at, bytes }) => span(at, at + bytes.length)));
  const starts = parts.map(({ start }) => start);
  const flat = parts.map((part) => ({ at: part.start, bytes: new Uint8Array(lengthOf(part)) }));
  for (const { at, bytes } of patches) {
    const part = flat[firstAbove(starts, at) - 1];
    part?.bytes.set(bytes, at - part.at);
  }
  return flat;
}

/** The patches of a blob as those of another that it is a part of; undefined if it is none. */
export function patchesIn(
  outer: Blob,
  blob: Blob,
  patches: readonly Patch[],
): readonly Patch[] | undefined {
  const all = patches.map(({ at, bytes }) => {
    let done = 0;
    return placesIn(outer, blob, span(at, at + bytes.length))?.map((place): Patch => {
      const start = done;
      done += lengthOf(place);
      return { at: place.start, bytes: bytes.subarray(start, done) };
    });
  });
  return all.every((each) => each !== undefined) ? all.flat() : undefined;
}
