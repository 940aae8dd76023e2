import type { Blob } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";

/** Frames and members that are told of one by one. A file of nothing else would fill the memory. */
const mostNotes = 10_000;

/**
 * Unpacks what `at` holds, and returns where it ended. What it meets on the
 * way and should be looked at in the packed bytes themselves goes to `note`.
 */
export type NotingUnpack = (
  blob: Blob,
  at: Span,
  note: (region: Region) => void,
) => AsyncGenerator<Uint8Array, number>;

/**
 * A blob, or the rest of it, that is one compressed stream: the stream, then
 * what was met in it, then what stands behind its end. All but the first is
 * known only after the stream was unpacked whole, so it is left out when the
 * reader did not do that before it asked for more.
 *
 * @param name Of the unpacked blob.
 */
export async function* packedStream(
  blob: Blob,
  at: Span,
  name: string,
  unpack: NotingUnpack,
): AsyncGenerator<Region> {
  let notes: Region[] = [];
  let end = at.end;
  yield {
    kind: "packed",
    name,
    span: at,
    unpack: async function* () {
      notes = [];
      end = yield* unpack(blob, at, (region) => {
        if (notes.length < mostNotes) notes.push(region);
      });
    },
  };
  yield* notes;
  if (notes.length === mostNotes)
    yield { kind: "gap", reason: `limit: more than ${mostNotes} parts with notes`, span: at };
  if (end < at.end)
    yield { kind: "dead", what: "after the compressed data", span: span(end, at.end) };
}
