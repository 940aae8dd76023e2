import { type Blob, pastEnd } from "./blob.ts";
import type { Patch } from "./patch.ts";
import { lengthOf, type Span, span } from "./span.ts";
import { firstAbove } from "./spans.ts";

/** Bytes that stand in place of those of a span, which may be more or fewer. */
export interface Splice {
  readonly at: Span;
  readonly bytes: Uint8Array;
}

/** What takes a span out. */
export const without = (at: Span): Splice => ({ at, bytes: new Uint8Array() });

/** The splices as patches, where each has as many bytes as it replaces; else nothing. */
export const patchesOf = (splices: readonly Splice[]): readonly Patch[] | undefined =>
  splices.every(({ at, bytes }) => lengthOf(at) === bytes.length)
    ? splices.map(({ at, bytes }) => ({ at: at.start, bytes }))
    : undefined;

/** A part of the new blob: where it starts there, and where its bytes are. */
interface Section {
  readonly start: number;
  readonly size: number;
  readonly read: (at: Span) => Promise<Uint8Array>;
}

/**
 * A blob as it is with splices in it. What stands behind one is moved; no byte is
 * copied before it is asked for.
 *
 * @throws {RangeError} Two splices overlap.
 * @throws {MalformedError} A splice reaches behind the end of the blob.
 */
export function spliced(blob: Blob, splices: readonly Splice[]): Blob {
  const sections = sectionsOf(blob, splices);
  const starts = sections.map(({ start }) => start);
  const last = sections.at(-1);
  const size = last ? last.start + last.size : 0;
  return {
    origin: blob.origin,
    size,
    read: async (at) => {
      if (at.end > size) throw pastEnd(at, size);
      const bytes = new Uint8Array(lengthOf(at));
      for (let next = firstAbove(starts, at.start) - 1; next < sections.length; next++) {
        const section = sections[next];
        if (!section || section.start >= at.end) break;
        const from = Math.max(at.start, section.start);
        const to = Math.min(at.end, section.start + section.size);
        bytes.set(
          await section.read(span(from - section.start, to - section.start)),
          from - at.start,
        );
      }
      return bytes;
    },
  };
}

function sectionsOf(blob: Blob, splices: readonly Splice[]): Section[] {
  const sections: Section[] = [];
  let start = 0;
  const add = (size: number, read: Section["read"]): void => {
    if (size === 0) return;
    sections.push({ start, size, read });
    start += size;
  };
  const keep = (from: number, to: number): void =>
    add(to - from, async (at) => blob.read(span(from + at.start, from + at.end)));
  let done = 0;
  for (const { at, bytes } of splices.toSorted((one, other) => one.at.start - other.at.start)) {
    if (at.start < done) throw new RangeError(`splices overlap at byte ${at.start}`);
    if (at.end > blob.size) throw pastEnd(at, blob.size);
    keep(done, at.start);
    add(bytes.length, async (part) => bytes.subarray(part.start, part.end));
    done = at.end;
  }
  keep(done, blob.size);
  return sections;
}
