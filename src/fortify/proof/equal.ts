import type { Blob } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { blockSize } from "../../attest/digest.ts";

/** Bytes that another number of bytes stands for on the other side. */
export interface Hole {
  /** In the blob as it was. */
  readonly span: Span;
  /** How many bytes stand there now. */
  readonly length: number;
}

/** A hole, and where it is on the other side. */
export interface PlacedHole extends Hole {
  readonly now: Span;
}

/**
 * Where holes are on the other side, in order.
 *
 * @param holes By their place before.
 * @returns A sentence on what is wrong where two overlap, or one reaches behind the end.
 */
export function placed(holes: readonly Hole[], size: number): readonly PlacedHole[] | string {
  const all: PlacedHole[] = [];
  let done = 0;
  let shift = 0;
  for (const hole of holes.toSorted((one, other) => one.span.start - other.span.start)) {
    const { start, end } = hole.span;
    if (start < done) return `two edits overlap at byte ${start}`;
    if (end > size) return `an edit ends at byte ${end} of ${size}`;
    all.push({ ...hole, now: span(start + shift, start + shift + hole.length) });
    shift += hole.length - lengthOf(hole.span);
    done = end;
  }
  return all;
}

/**
 * Compares all bytes outside of the holes.
 *
 * @param patches What may differ besides, by its place in `after`: ascending.
 * @returns The first byte of `after` that is another; undefined where there is none.
 */
export async function firstDifference(
  before: Blob,
  after: Blob,
  holes: readonly PlacedHole[] = [],
  patches: readonly Patch[] = [],
): Promise<number | undefined> {
  const end = { span: span(before.size, before.size), now: span(after.size, after.size) };
  let was = 0;
  let is = 0;
  for (const hole of [...holes, end]) {
    const run = hole.span.start - was;
    if (hole.now.start - is !== run) return Math.min(is + run, hole.now.start);
    const at = await differenceIn(before, after, { was, is, length: run }, patches);
    if (at !== undefined) return at;
    was = hole.span.end;
    is = hole.now.end;
  }
  return undefined;
}

interface Run {
  readonly was: number;
  readonly is: number;
  readonly length: number;
}

async function differenceIn(
  before: Blob,
  after: Blob,
  { was, is, length }: Run,
  patches: readonly Patch[],
): Promise<number | undefined> {
  for (let done = 0; done < length; done += blockSize) {
    const size = Math.min(blockSize, length - done);
    const old = asBuffer(await before.read(span(was + done, was + done + size)));
    const now = asBuffer(await after.read(span(is + done, is + done + size)));
    if (old.equals(now)) continue;
    for (let at = 0; at < size; at++)
      if (old[at] !== now[at] && !isPatched(patches, is + done + at)) return is + done + at;
  }
  return undefined;
}

const isPatched = (patches: readonly Patch[], at: number): boolean =>
  patches.some((patch) => at >= patch.at && at < patch.at + patch.bytes.length);

const asBuffer = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length);
