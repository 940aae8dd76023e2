import type { Blob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import type { Format } from "../../core/format.ts";
import type { Splice } from "../../core/splice.ts";

/**
 * What leaves out of a blob all that stands under the keys, and the extras; nothing
 * where the format cannot leave anything out. Splices do not overlap; of two that
 * would, the larger is kept.
 *
 * @throws {MalformedError} The blob does not follow its format.
 */
export async function cutSplices(
  format: Format,
  blob: Blob,
  keys: readonly string[],
  extras: ReadonlySet<Extra>,
): Promise<readonly Splice[]> {
  const splices: Splice[] = [];
  if (keys.length > 0 && format.cut)
    splices.push(...(await Array.fromAsync(format.cut(blob, keys))));
  if (extras.size > 0 && format.strip)
    splices.push(...(await Array.fromAsync(format.strip(blob, extras))));
  return changing(blob, apart(splices));
}

/** Those that leave other bytes than are there: what has no owner, say, has none to be taken out. */
async function changing(blob: Blob, splices: readonly Splice[]): Promise<Splice[]> {
  const kept: Splice[] = [];
  for (const splice of splices)
    if (!Buffer.from(splice.bytes).equals(await blob.read(splice.at))) kept.push(splice);
  return kept;
}

/** In order; what stands inside of another, or reaches into one, is left out. */
function apart(splices: readonly Splice[]): Splice[] {
  const kept: Splice[] = [];
  const inOrder = splices.toSorted(
    (one, other) => one.at.start - other.at.start || other.at.end - one.at.end,
  );
  for (const splice of inOrder)
    if (splice.at.start >= (kept.at(-1)?.at.end ?? 0)) kept.push(splice);
  return kept;
}
