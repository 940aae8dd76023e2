import { type Blob, nameOf } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import { type Format, headSize, type Probe, type Tier } from "../core/format.ts";
import { span } from "../core/span.ts";
import { all } from "../formats/index.ts";
import { isPlainText } from "../formats/kit/encoding.ts";

const tiers: readonly Tier[] = ["specific", "general", "fallback"];

const inOrder = tiers.flatMap((tier) =>
  all
    .filter((format) => format.tier === tier)
    .sort((one, other) => Number(one.looksFar ?? false) - Number(other.looksFar ?? false)),
);
/** Most of what a release holds is text, and most formats are not. */
const ofText = inOrder.filter(({ mayBeText }) => mayBeText);

/** The first format that takes the blob for its own; the fallbacks take any. */
export async function identify(blob: Blob): Promise<Format> {
  const head = await blob.read(span(0, Math.min(headSize, blob.size)));
  const probe = { head, name: nameOf(blob.origin).toLowerCase(), blob };
  for (const format of isPlainText(head) ? ofText : inOrder) {
    const claim = claims(format, probe);
    // Nearly all answer at once: a hundred promises would cost more than the answers.
    if (claim === true || (claim !== false && (await claim))) return format;
  }
  throw new RangeError("no format took the blob: a fallback is missing");
}

/** A format that stumbles over the blob while it looks at more than the head does not take it. */
function claims(format: Format, probe: Probe): boolean | Promise<boolean> {
  try {
    const claim = format.matches(probe);
    return typeof claim === "boolean" ? claim : claim.catch(stumbled);
  } catch (error) {
    return stumbled(error);
  }
}

function stumbled(error: unknown): false {
  if (error instanceof MalformedError) return false;
  throw error;
}
