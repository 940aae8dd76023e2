import type { Blob } from "../../core/blob.ts";
import { type Block, lineBlocks } from "./blocks.ts";
import { markLength } from "./encoding.ts";

const lineFeed = 0x0a;

/** Longer lines are cut: no key stands that far from its value. */
export const longestLine = 64 * 1024;

/** One line of a text in which ASCII stands as it is. */
export interface Line {
  /** Offset in the blob, in bytes. */
  readonly start: number;
  /** Without the line's end. */
  readonly bytes: Uint8Array;
  /** The same, one character per byte, so that columns are offsets. */
  readonly text: string;
  /** Whether this is a later piece of a line that was cut. */
  readonly continues: boolean;
}

/** The lines of a blob, without its byte order mark, in batches, so that only a batch is waited for. */
export async function* lineBatches(blob: Blob): AsyncGenerator<Generator<Line>> {
  for await (const block of lineBlocks(blob, longestLine)) yield linesIn(block, block.continues);
}

function* linesIn({ base, bytes }: Block, continues: boolean): Generator<Line> {
  let cut = continues;
  const mark = base === 0 ? markLength(bytes, "utf-8") : 0;
  for (let at = mark; at < bytes.length;) {
    const found = bytes.indexOf(lineFeed, at);
    const lineEnd = found < 0 ? bytes.length : found;
    const end = Math.min(lineEnd, at + longestLine);
    const last = end === lineEnd && bytes[end - 1] === 0x0d && end > at ? end - 1 : end;
    const text = bytes.toString("latin1", at, last);
    yield { start: base + at, bytes: bytes.subarray(at, last), text, continues: cut };
    cut = end < lineEnd;
    at = cut ? end : end + 1;
  }
}
