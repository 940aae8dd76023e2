import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { type Splice, without } from "../../core/splice.ts";
import { blocksOf } from "./blocks.ts";
import { cutterOf, jsonSplices } from "./json-edits.ts";

const lineFeed = 0x0a;

/**
 * `Format.cut` for JSON Lines: a key that is the number of a line takes the whole
 * line, any other an entry in it. A line that is damaged is passed over.
 */
export async function* cutJsonLines(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice> {
  const byRow = Map.groupBy(keys, (key) => /^\[\d+\]/.exec(key)?.[0] ?? "");
  let row = 0;
  for await (const line of linesOf(blob)) {
    const root = `[${row++}]`;
    const wanted = byRow.get(root);
    if (!wanted) continue;
    if (wanted.includes(root)) yield without(line);
    else yield* await entriesIn(blob, line, root, wanted);
  }
}

async function entriesIn(
  blob: Blob,
  line: Span,
  root: string,
  wanted: readonly string[],
): Promise<Splice[]> {
  try {
    return await jsonSplices(blob, line, () => root, cutterOf(wanted));
  } catch (error) {
    if (error instanceof MalformedError) return [];
    throw error;
  }
}

/** Each line with its line feed. */
async function* linesOf(blob: Blob): AsyncGenerator<Span> {
  let start = 0;
  for await (const { base, bytes } of blocksOf(blob))
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) {
      yield span(start, base + at + 1);
      start = base + at + 1;
    }
  if (start < blob.size) yield span(start, blob.size);
}
