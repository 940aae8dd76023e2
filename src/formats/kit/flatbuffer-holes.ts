import type { Blob } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span } from "../../core/span.ts";

/** Vectors are aligned to sixteen bytes, buffers and segments of weights to a page at most. */
const longestPadding = 4096;
/** No value is shorter. */
const shortest = 4;

/**
 * What no table of a flatbuffer leads to. Inside, it is swept: mostly it is tables
 * whose schema is not known here, such as the options of operators. Behind
 * everything, nothing should stand.
 *
 * @param holes In the order of their bytes.
 */
export async function* holeRegions(
  blob: Blob,
  holes: readonly Span[],
  what: string,
): AsyncGenerator<Region> {
  const tail = tailOf(blob, holes);
  for (const hole of holes)
    if (!(await isPadding(blob, hole)))
      yield hole === tail
        ? { kind: "dead", what, span: hole }
        : { kind: "stretch", as: "binary", span: hole };
}

/** The hole that reaches to the end of the blob. */
export function tailOf(blob: Blob, holes: readonly Span[]): Span | undefined {
  const last = holes.at(-1);
  return last?.end === blob.size ? last : undefined;
}

/** Whether there is nothing to find: zeros, or fewer bytes than any value has. */
export async function isPadding(blob: Blob, at: Span): Promise<boolean> {
  const size = lengthOf(at);
  if (size < shortest) return true;
  return size <= longestPadding && (await blob.read(at)).every((byte) => byte === 0);
}
