import type { Blob } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import type { Patch } from "../../core/patch.ts";
import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";

/** The checksums that a format has over what was replaced, as they have to be, ascending. */
export async function checksums(
  format: Format,
  blob: Blob,
  changed: readonly Span[],
): Promise<readonly Patch[]> {
  const patches = format.reseal
    ? await Array.fromAsync(format.reseal(blob, joinedSpans(changed)))
    : [];
  return patches.toSorted((one, other) => one.at - other.at);
}

/** What is wrong with the first checksum that is not as it has to be. */
export async function wrongChecksum(
  blob: Blob,
  wanted: readonly Patch[],
): Promise<string | undefined> {
  for (const { at, bytes } of wanted)
    if (Buffer.compare(await blob.read(span(at, at + bytes.length)), bytes) !== 0)
      return `the checksum at byte ${at} is wrong`;
  return undefined;
}
