import type { Blob } from "../../core/blob.ts";
import { utf16be, utf16le } from "../../core/codings.ts";
import { type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { blockSize, readBlock } from "./blocks.ts";

/** Shorter runs are chance; no secret is as short. */
const fewest = 6;
/** Longer runs are cut, in bytes. */
export const longestRun = 4096;
/**
 * Each run holds a pair of bytes that starts at a multiple of this, so that
 * only those pairs are looked at: `fewest` characters cover this many and one.
 */
const stride = 2 * fewest - 1;

/** 2 for NUL, 1 for printable ASCII, tab and line ends; a pair of one each sums to 3. */
const kinds = new Uint8Array(256).fill(1, 0x20, 0x7f);
kinds[0] = 2;
kinds[0x09] = kinds[0x0a] = kinds[0x0d] = 1;

/**
 * ASCII text in UTF-16 among other bytes, as Windows programs and Java write
 * it: runs of six or more characters. Where a run could be read either way it
 * is taken as little-endian.
 */
export async function* wideRuns(
  blob: Blob,
  part: Span = span(0, blob.size),
): AsyncGenerator<Region> {
  for (let at = part.start; at < part.end;) {
    const end = Math.min(at + blockSize, part.end);
    const { bytes } = await readBlock(blob, span(at, end));
    // A run that goes on after the block is left to the next one, unless it is too long.
    const open = end === part.end ? 0 : runBefore(bytes, bytes.length, longestRun);
    const done = bytes.length - open;
    for (let run = nextRun(bytes, 0, done); run; run = nextRun(bytes, run.end, done))
      for (const region of regionsOf(bytes, run, at)) yield region;
    at += done;
  }
}

interface Run {
  /** From the first to after the last byte of the alternation of characters and NULs. */
  readonly start: number;
  readonly end: number;
}

/** The first run of enough bytes that starts at `from` or later. */
function nextRun(bytes: Uint8Array, from: number, end: number): Run | undefined {
  let at = from;
  while (at + 1 < end) {
    if (!isPair(bytes, at)) {
      at += stride;
      continue;
    }
    const start = at + 1 - runBefore(bytes, at + 1, at + 1);
    let stop = at + 2;
    while (stop < end && isPair(bytes, stop - 1)) stop++;
    if (stop - start > stride) return { start, end: stop };
    // Another run starts at `stop` or later.
    at = stop;
  }
  return undefined;
}

/** How many bytes before `end` alternate up to it, at most `limit`; 1 where there is no pair. */
function runBefore(bytes: Uint8Array, end: number, limit: number): number {
  let start = end - 1;
  while (start > 0 && end - start < limit && isPair(bytes, start - 1)) start--;
  return end - start;
}

const isPair = (bytes: Uint8Array, at: number): boolean =>
  (kinds[bytes[at] as number] as number) + (kinds[bytes[at + 1] as number] as number) === 3;

function* regionsOf(bytes: Uint8Array, { start, end }: Run, base: number): Generator<Region> {
  const little = bytes[start] !== 0 || bytes[end - 1] === 0;
  const first = little && bytes[start] === 0 ? start + 1 : start;
  const count = Math.floor((end - first) / 2);
  if (count < fewest) return;
  const last = first + 2 * count;
  const coding = little ? utf16le : utf16be;
  // A length that reads as a letter would be taken for a part of the text: it is read without, too.
  const from = mayBeLength(bytes, first, count) ? [first, first + 2] : [first];
  for (const begin of from)
    for (let at = begin; at < last; at += longestRun) {
      const stop = Math.min(at + longestRun, last);
      yield value("", span(base + at, base + stop), coding, bytes.subarray(at, stop));
    }
}

/** Whether the first unit is a letter or digit, and as much as the rest is long, in characters or bytes. */
function mayBeLength(bytes: Uint8Array, first: number, count: number): boolean {
  const unit = (bytes[first] ?? 0) + (bytes[first + 1] ?? 0);
  const isLength = unit === count - 1 || unit === 2 * (count - 1);
  return isLength && /\w/.test(String.fromCharCode(unit));
}
