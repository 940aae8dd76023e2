import type { Evidence } from "../core/finding.ts";
import { firstAbove } from "../core/spans.ts";
import type { Sighting } from "./sighting.ts";

/** How far apart two halves of a credential may stand, in bytes: some lines of a settings file. */
const reach = 512;

/** The places in one blob of values that are halves of others, such as an AWS key id and its secret. */
export class Halves {
  readonly #starts = new Map<string, number[]>();

  /** @param sightings In the order of their places. */
  constructor(sightings: readonly Sighting[]) {
    const wanted = new Set(sightings.flatMap(({ rule }) => rule.beside ?? []));
    for (const { rule, span } of sightings)
      if (span && wanted.has(rule.id))
        this.#starts.set(rule.id, [...(this.#starts.get(rule.id) ?? []), span.start]);
  }

  /** The other half of it, if one stands near enough. */
  *beside({ rule, span }: Sighting): Generator<Evidence> {
    for (const other of rule.beside ?? []) {
      const starts = this.#starts.get(other) ?? [];
      const from = (span?.start ?? Infinity) - reach;
      const next = starts[firstAbove(starts, from)] ?? Infinity;
      if (next < from + 2 * reach) yield { kind: "beside", rule: other };
    }
  }
}
