import { type Coding, plain } from "../../core/coding.ts";
import type { Span } from "../../core/span.ts";

/** One part of a path: its bytes and where they stand. */
export interface Part {
  readonly span: Span;
  readonly bytes: Uint8Array;
  readonly coding: Coding;
}

/** A part that was put together. Only those with a span are judged where they stand. */
interface Segment {
  readonly coding: Coding;
  /** How many coded bytes it takes of the region's; 0 if its bytes are not there. */
  readonly coded: number;
  /** The text of a segment that is not there: a separator, or a part that stands elsewhere. */
  readonly text: Uint8Array;
}

export interface Joined {
  readonly spans: readonly [Span, ...Span[]];
  readonly bytes: Uint8Array;
  readonly coding: Coding;
}

/**
 * Joins the parts of a path to the text that a person would see, so that the
 * user name in `('/', 'home', 'ana')` is found. Parts are shared between paths,
 * so one may stand before the others in the file: it counts for the text, but
 * only parts in ascending order can be places of one string.
 */
export function joinParts(parts: readonly Part[], separator: string): Joined | undefined {
  const segments: Segment[] = [];
  const there: Part[] = [];
  const between = new TextEncoder().encode(separator);
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    if (before && before.bytes.at(-1) !== between[0])
      segments.push({ coding: plain, coded: 0, text: between });
    const isAfter = part.span.start >= (there.at(-1)?.span.end ?? 0);
    if (isAfter) there.push(part);
    segments.push({
      coding: part.coding,
      coded: isAfter ? part.bytes.length : 0,
      text: isAfter ? new Uint8Array() : part.coding.decode(part.bytes),
    });
  }
  const [first, ...rest] = there;
  if (!first) return undefined;
  return {
    spans: [first.span, ...rest.map((part) => part.span)],
    bytes: Buffer.concat(there.map((part) => part.bytes)),
    coding: joinedCoding(segments),
  };
}

function joinedCoding(segments: readonly Segment[]): Coding {
  return {
    id: "path-parts",
    decode: (coded) =>
      Buffer.concat(
        located(segments).map(({ at, segment: { coding, coded: size, text } }) =>
          size > 0 ? coding.decode(coded.subarray(at, at + size)) : text,
        ),
      ),
    places: (coded) => {
      const starts: number[] = [];
      const ends: number[] = [];
      for (const { at, segment } of located(segments)) {
        const own = segment.coding.places(coded.subarray(at, at + segment.coded));
        starts.push(...Array.from(own.starts, (each) => at + each));
        ends.push(...Array.from(own.ends, (each) => at + each));
        // What is not there lies between its neighbours, and has no length.
        starts.push(...Array.from(segment.text, () => at));
        ends.push(...Array.from(segment.text, () => at));
      }
      return { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
    },
  };
}

/** Each segment with the offset of its coded bytes in the region's. */
function located(
  segments: readonly Segment[],
): { readonly segment: Segment; readonly at: number }[] {
  let end = 0;
  return segments.map((segment) => {
    const at = end;
    end += segment.coded;
    return { segment, at };
  });
}
