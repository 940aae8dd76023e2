import type { Blob } from "../core/blob.ts";
import type { Format } from "../core/format.ts";
import type { StringRegion } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { blocksOf, type LineBlock, lineBlocks } from "./kit/blocks.ts";
import { jsonShape } from "./kit/json-shape.ts";
import { cutJsonLines } from "./kit/jsonl-cut.ts";
import { escapedInMemory, jsonKeys } from "./kit/json-text.ts";

const lineFeed = 0x0a;
const backslash = 0x5c;

/** A longer line is cut, so that escapes behind the cut may not be decoded. */
const longestLine = 16 << 20;

/**
 * JSON Lines: a JSON text on each line. Looked at as it stands; of the lines
 * with a backslash, the strings with escapes are looked at decoded as well. A
 * line that is damaged does not keep the next from being read. Keys start with
 * the number of the line, from 0: `[12].name`.
 */
export const jsonl: Format = {
  id: "jsonl",
  title: "JSON Lines",
  tier: "general",
  specification: "https://jsonlines.org/",
  lines: true,
  reads: "the text as it stands, and every string with escapes decoded",
  tested: "pyarrow",

  mayBeText: true,
  matches: (probe) => jsonShape(probe) === "lines",

  async *regions(blob) {
    yield { kind: "stretch", as: "text", span: span(0, blob.size) };
    let row = 0;
    for await (const block of lineBlocks(blob, longestLine)) {
      for (const region of escapedInLines(block, row)) yield region;
      row += feeds(block.bytes, 0, block.bytes.length);
    }
  },

  async keys(blob, offsets) {
    const keys: string[] = [];
    for (const { row, span, within } of await rowsOf(blob, offsets)) {
      const root = `[${row}]`;
      const found = await jsonKeys(blob, within, { format: "jsonl", span, root: () => root });
      for (const key of found) keys.push(key ?? root);
    }
    return keys;
  },

  cut: cutJsonLines,
};

function* escapedInLines({ base, bytes }: LineBlock, firstRow: number): Generator<StringRegion> {
  let row = firstRow;
  let counted = 0;
  for (let at = bytes.indexOf(backslash); at >= 0;) {
    const start = bytes.lastIndexOf(lineFeed, at) + 1;
    const found = bytes.indexOf(lineFeed, at);
    const end = found < 0 ? bytes.length : found;
    row += feeds(bytes, counted, start);
    counted = start;
    const root = `[${row}]`;
    yield* escapedInMemory(bytes.subarray(start, end), base + start, {
      format: "jsonl",
      root: () => root,
    });
    at = bytes.indexOf(backslash, end);
  }
}

/** How many lines end between the two offsets. */
function feeds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (bytes[at] === lineFeed) count++;
  return count;
}

/** A line that holds some of the offsets. */
interface Row {
  readonly row: number;
  readonly span: Span;
  readonly within: readonly number[];
}

/** The lines in which the offsets stand, in order. */
async function rowsOf(blob: Blob, offsets: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let row = 0;
  let start = 0;
  let taken = 0;
  const take = (end: number): void => {
    let next = taken;
    while ((offsets[next] ?? Infinity) < end) next++;
    if (next > taken)
      rows.push({ row, span: span(start, end), within: offsets.slice(taken, next) });
    taken = next;
    start = end;
  };
  for await (const { base, bytes } of blocksOf(blob)) {
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
      take(base + at + 1);
      row++;
    }
    if (taken === offsets.length) return rows;
  }
  take(blob.size);
  return rows;
}
