import type { Format } from "../core/format.ts";
import type { Noticed } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { widened } from "../core/spans.ts";
import { encodingOf } from "./kit/encoding.ts";
import { longestRun, wideRuns } from "./kit/wide-runs.ts";

/**
 * Bytes of which no other format knows what they are: looked at for printable
 * runs as they stand, and for runs of ASCII in UTF-16.
 */
export const binary: Format = {
  id: "binary",
  title: "Unknown binary data",
  tier: "fallback",
  specification: "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/strings.html",
  reads: "printable runs, and runs of 6 or more characters in UTF-16",
  tested: "orbax",

  matches: ({ head }) => encodingOf(head) === undefined,
  inParts: () => true,

  async *regions(blob) {
    const whole = span(0, blob.size);
    let wide: readonly Span[] = [whole];
    const noticed = (parts: Noticed): void => void (wide = parts.wide);
    yield { kind: "stretch", as: "binary", span: whole, noticed };
    for (const part of widened(wide, longestRun, blob.size)) yield* wideRuns(blob, part);
  },
};
