import type { Blob } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { ansiLines } from "./ansi-lines.ts";
import { lineBlocks } from "./blocks.ts";
import { longestLine } from "./lines.ts";
import { wideRuns } from "./wide-runs.ts";

/**
 * A text in UTF-8 or an 8-bit code page as one stretch; then, decoded, its lines
 * with the colours of terminals, and what another program appended in UTF-16.
 * Where there is neither, it costs as much as reading.
 */
export async function* narrowText(blob: Blob): AsyncGenerator<Region> {
  yield { kind: "stretch", as: "text", span: span(0, blob.size) };
  let hasNul = false;
  for await (const block of lineBlocks(blob, longestLine)) {
    for (const line of ansiLines(block)) yield line;
    hasNul ||= block.bytes.includes(0);
  }
  // PowerShell's >> writes UTF-16 to the end of any file.
  if (hasNul) yield* wideRuns(blob);
}
