import type { Finding } from "../../core/finding.ts";

/** Which layer of an image holds a finding, and what made it; none where it stands in no image. */
export function layerWords({ layer }: Finding): string | undefined {
  if (!layer) return undefined;
  const { number, of, instruction, state, hiddenBy } = layer;
  const by = instruction === undefined ? "" : `, made by ${instruction}`;
  if (state === "present") return `layer ${number} of ${of}${by}`;
  return `layer ${number} of ${of}${by}; ${state} in layer ${hiddenBy}, and still in the image: a multi-stage build leaves it behind`;
}
