import type { Blob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import type { Format } from "../../core/format.ts";
import type { StringRegion } from "../../core/region.ts";
import { lengthOf } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { isUnder } from "../../formats/kit/key-path.ts";
import { filler } from "./fill.ts";

/**
 * What leaves out of a blob all that stands under the keys, and the extras. Where
 * the format cannot leave anything out, the strings under the keys are filled.
 * Splices do not overlap; of two that would, the larger is kept.
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
  if (keys.length > 0)
    splices.push(
      ...(await Array.fromAsync(format.cut?.(blob, keys) ?? filled(format, blob, keys))),
    );
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

/**
 * Every string under the keys as neutral bytes, and each in which a key goes on, as
 * what it holds may have keys too. Names stay, as readers look for them.
 */
async function* filled(
  format: Format,
  blob: Blob,
  keys: readonly string[],
): AsyncGenerator<Splice> {
  for await (const region of format.regions(blob))
    if (region.kind === "string" && region.role === "value")
      if (keys.some((key) => isUnder(region.key, key) || isUnder(key, region.key)))
        yield* fillings(region);
}

function* fillings({ spans, bytes, coding }: StringRegion): Generator<Splice> {
  const value = Buffer.from(coding.decode(bytes)).toString("latin1");
  const neutral = filler({ class: "secret", value, bytes, coding: coding.id });
  if (!neutral) return;
  let done = 0;
  for (const at of spans) {
    const end = done + lengthOf(at);
    yield { at, bytes: neutral.subarray(done, end) };
    done = end;
  }
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
