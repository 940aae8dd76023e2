import type { Blob } from "../core/blob.ts";
import { span } from "../core/span.ts";

/** A place in text, both counted from 1; columns are bytes. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

const blockSize = 1024 * 1024;
const newline = 10;

/** The lines and columns of ascending offsets, in one walk that ends at the last of them. */
export async function linesAt(blob: Blob, offsets: readonly number[]): Promise<LineColumn[]> {
  const places: LineColumn[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (places.length < offsets.length && at < blob.size) {
    const bytes = await blob.read(span(at, Math.min(at + blockSize, blob.size)));
    const end = at + bytes.length;
    for (let next = bytes.indexOf(newline); ; next = bytes.indexOf(newline, next + 1)) {
      const breakAt = next < 0 ? end : at + next;
      for (let due = offsets[places.length]; due !== undefined && due <= breakAt && due < end;) {
        places.push({ line, column: due - lineStart + 1 });
        due = offsets[places.length];
      }
      if (next < 0) break;
      line++;
      lineStart = breakAt + 1;
    }
    at = end;
  }
  return places;
}
