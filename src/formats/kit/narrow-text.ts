import type { Blob } from "../../core/blob.ts";
import type { Noticed, Region } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { widened } from "../../core/spans.ts";
import { ansiLines } from "./ansi-lines.ts";
import { lineBlocks } from "./blocks.ts";
import { longestLine } from "./lines.ts";
import { longestRun, wideRuns } from "./wide-runs.ts";

/**
 * A text in UTF-8 or an 8-bit code page as one stretch; then, decoded, its lines
 * with the colours of terminals, and what another program appended in UTF-16.
 * Where there is neither, it costs no more than the stretch.
 */
export async function* narrowText(blob: Blob): AsyncGenerator<Region> {
  const whole = span(0, blob.size);
  let parts: Noticed = { escapes: [whole], wide: [whole] };
  const noticed = (found: Noticed): void => void (parts = found);
  yield { kind: "stretch", as: "text", span: whole, noticed };
  for (const part of widened(parts.escapes, longestLine, blob.size))
    for await (const block of lineBlocks(blob, longestLine, part))
      for (const line of ansiLines(block)) yield line;
  // PowerShell's >> writes UTF-16 to the end of any file.
  for (const part of widened(parts.wide, longestRun, blob.size)) yield* wideRuns(blob, part);
}
